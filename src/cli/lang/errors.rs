//! What the library and the system say went wrong, in the language of the user.

use std::io;

use super::{Lang, current};

/// An error with what led to it.
pub(in crate::cli) fn chain(error: &anyhow::Error) -> String {
    format!("{error:#}")
}

/// What the system said.
pub(in crate::cli) fn system(error: &io::Error) -> String {
    let english = || error.to_string();
    if current() == Lang::En {
        return english();
    }
    let korean = match error.kind() {
        io::ErrorKind::NotFound => "파일이나 폴더가 없습니다",
        io::ErrorKind::PermissionDenied => "권한이 없습니다",
        io::ErrorKind::AlreadyExists => "이미 있습니다",
        io::ErrorKind::InvalidData => "UTF-8 글이 아니거나 깨진 자료입니다",
        io::ErrorKind::UnexpectedEof => "중간에 끊겼습니다",
        io::ErrorKind::StorageFull => "디스크에 남은 공간이 없습니다",
        io::ErrorKind::ReadOnlyFilesystem => "읽기 전용 파일 시스템입니다",
        io::ErrorKind::IsADirectory => "파일이 아니라 폴더입니다",
        io::ErrorKind::NotADirectory => "폴더가 아닙니다",
        _ => return english(),
    };
    korean.to_owned()
}
