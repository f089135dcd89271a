//! What the system says of files and folders.

use std::io;

use super::{Lang, current};
use panrye_engine::input_file::Unfit;
use panrye_engine::plain_file::{NotPlain, NotPlainError};

/// What the system said.
pub(in crate::cli) fn system(error: &io::Error) -> String {
    let english = || error.to_string();
    if current() == Lang::En {
        return english();
    }
    if let Some(NotPlainError { path, kind }) = NotPlainError::of(error) {
        return format!(
            "{}은(는) 일반 파일이 아니라 {}입니다. 그것을 치우십시오",
            path.display(),
            of_kind(*kind)
        );
    }
    if let Some(unfit) = error.get_ref().and_then(|error| error.downcast_ref()) {
        return of_unfit(unfit);
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

fn of_unfit(unfit: &Unfit) -> String {
    match unfit {
        Unfit::Pipe => {
            "파일이 아니라 파이프입니다. 그 내용을 표준 입력으로 주거나 파일로 저장하십시오".to_owned()
        }
        Unfit::Device => "파일이 아니라 장치입니다. 파일을 지정하십시오".to_owned(),
        Unfit::System => "시스템이 만들어 내는 파일입니다. 보통 파일을 지정하십시오".to_owned(),
        Unfit::TooLarge(most) => format!("읽을 수 있는 {most}바이트보다 큽니다"),
        Unfit::Endless => "줄바꿈이 나오지 않고 1 GiB를 넘습니다".to_owned(),
    }
}

/// What is found where a file belongs.
pub(super) fn of_kind(kind: NotPlain) -> &'static str {
    match kind {
        NotPlain::Link => "링크",
        NotPlain::Folder => "폴더",
        NotPlain::Special => "파이프나 장치",
    }
}
