//! The members of a zip archive, one after the other, each as a stream.
//!
//! Names of members are only shown, so a member `../../x` can do nothing. The list of members is read as it is needed:
//! memory does not grow with their number. No byte of an archive is unpacked for two members.

use std::collections::BTreeMap;
use std::io::{Read, Seek};
use std::ops::ControlFlow;

use panrye_documents::open_zip;
use zip::ZipReadOptions;
use zip::result::ZipError;

use super::archive::Spending;
use super::fault::{Reason, said};
use super::limits::LONGEST_NAME;
use panrye_text::character::boundary_before;

/// Members of one archive that are read.
const MOST_MEMBERS: usize = 1_000_000;

/// Takes a member: its name, and its bytes unpacked or why there are none.
pub(super) type Visit<'v> = dyn FnMut(&str, Result<&mut dyn Read, Reason>) -> ControlFlow<()> + 'v;

/// Goes over the members that are no folders and not hidden. What is spent on one is not there for the others.
pub(super) fn visit(
    archive: impl Read + Seek,
    spending: &Spending,
    visit: &mut Visit<'_>,
) -> Result<ControlFlow<()>, Reason> {
    let mut members = open_zip(archive).map_err(|error| broken(&error))?;
    if members.len() > MOST_MEMBERS {
        return Err(Reason::Members(MOST_MEMBERS as u64));
    }
    let entries = members.files().map_err(|error| broken(&error))?;
    let mut taken = Taken::default();
    let mut number = 0;
    while let Some(entry) = entries.next() {
        let entry = entry.map_err(|error| broken(&error))?;
        let name = entry.name().map_or_else(|_| format!("member {number}"), |name| shown(&name));
        number += 1;
        if entry.is_dir() || is_hidden(&name) {
            continue;
        }
        let (start, packed) = (entry.header_start(), entry.compressed_size());
        let flow = match entry.with_reader(entries.reader_mut(), ZipReadOptions::new()) {
            Err(error) => visit(&name, Err(broken(&error))),
            Ok(member) => {
                let end = member.data_start().unwrap_or(start).saturating_add(packed);
                if taken.take(start, end) {
                    visit(&name, Ok(&mut spending.guard(member)))
                } else {
                    visit(&name, Err(Reason::Overlap))
                }
            }
        };
        if flow.is_break() {
            return Ok(flow);
        }
        if spending.is_spent() {
            break;
        }
    }
    Ok(ControlFlow::Continue(()))
}

fn broken(error: &ZipError) -> Reason {
    Reason::Archive(said(error))
}

fn is_hidden(name: &str) -> bool {
    name.rsplit('/').next().is_some_and(|name| name.starts_with('.')) || name.starts_with("__MACOSX/")
}

/// The name of a member as it is shown: a longer one than a path may be is cut, and told from others by a hash.
fn shown(name: &str) -> String {
    if name.len() <= LONGEST_NAME {
        return name.to_owned();
    }
    let hash = blake3::hash(name.as_bytes()).to_hex();
    let kept = name.get(..boundary_before(name, LONGEST_NAME / 16)).unwrap_or_default();
    format!("{kept}…{}", hash.get(..16).unwrap_or_default())
}

/// The stretches of an archive that members have been read from.
#[derive(Default)]
struct Taken(BTreeMap<u64, u64>);

impl Taken {
    /// Takes a stretch; says whether nothing of it was taken before.
    fn take(&mut self, start: u64, end: u64) -> bool {
        let end = end.max(start.saturating_add(1));
        let before = self.0.range(..end).next_back();
        let is_free = before.is_none_or(|(_, &ended)| ended <= start);
        if is_free {
            self.0.insert(start, end);
        }
        is_free
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};

    use zip::write::SimpleFileOptions;

    use super::*;

    fn packed(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        for (name, bytes) in members {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn read(archive: &[u8]) -> Vec<(String, Result<String, Reason>)> {
        let spending = Spending::of(archive.len() as u64);
        let mut found = Vec::new();
        let flow = visit(io::Cursor::new(archive), &spending, &mut |name, stream| {
            let text = stream.and_then(|stream| {
                let mut text = String::new();
                let read = stream.read_to_string(&mut text);
                read.map(|_| text).map_err(|error| spending.reason_of(&error))
            });
            found.push((name.to_owned(), text));
            ControlFlow::Continue(())
        });
        assert!(flow.is_ok());
        found
    }

    #[test]
    fn members_come_in_their_order_and_hidden_ones_do_not() {
        let archive = packed(&[("b.txt", b"b"), (".hidden", b"x"), ("__MACOSX/a", b"x"), ("a/a.txt", b"a")]);
        let found: Vec<_> = read(&archive).into_iter().map(|(name, text)| (name, text.unwrap())).collect();
        let expected =
            [("b.txt", "b"), ("a/a.txt", "a")].map(|(name, text)| (name.to_owned(), text.to_owned()));
        assert_eq!(found, expected);
    }

    /// An archive in whose list one member is listed many times.
    fn repeated(times: u16) -> Vec<u8> {
        let archive = packed(&[("a.txt", vec![b'0'; 1 << 20].as_slice())]);
        let at = |signature: &[u8]| archive.windows(4).position(|bytes| bytes == signature).unwrap();
        let (list, end) = (at(b"PK\x01\x02"), at(b"PK\x05\x06"));
        let mut bytes = archive[..list].to_vec();
        for _ in 0..times {
            bytes.extend_from_slice(&archive[list..end]);
        }
        let mut tail = archive[end..].to_vec();
        tail[8..10].copy_from_slice(&times.to_le_bytes());
        tail[10..12].copy_from_slice(&times.to_le_bytes());
        tail[12..16].copy_from_slice(&(u32::try_from(end - list).unwrap() * u32::from(times)).to_le_bytes());
        bytes.extend_from_slice(&tail);
        bytes
    }

    #[test]
    fn bytes_that_two_members_share_are_unpacked_once() {
        let found = read(&repeated(300));
        assert_eq!(found.len(), 300);
        assert_eq!(found[0].1.as_ref().unwrap().len(), 1 << 20);
        assert!(found[1..].iter().all(|(_, text)| matches!(text, Err(Reason::Overlap))));
    }

    #[test]
    fn all_members_spend_together_and_what_is_spent_ends_the_archive() {
        let text = vec![b'0'; 3 << 20];
        let members: Vec<(String, &[u8])> = (0..40).map(|n| (format!("{n}.txt"), &text[..])).collect();
        let members: Vec<(&str, &[u8])> = members.iter().map(|(name, text)| (&**name, *text)).collect();
        let archive = packed(&members);
        let found = read(&archive);
        let (last, before) = found.split_last().unwrap();
        assert!(matches!(last.1, Err(Reason::Bomb(_))));
        let allowed = (200 * archive.len()).max(16 << 20);
        assert_eq!(before.len(), allowed / text.len());
        assert!(before.iter().all(|(_, text)| text.is_ok()));
    }

    #[test]
    fn a_name_that_is_longer_than_a_path_is_cut_and_stays_its_own() {
        let (one, other) = ("가".repeat(20_000) + "1", "가".repeat(20_000) + "2");
        let found = read(&packed(&[(&one, b"1"), (&other, b"2")]));
        assert_ne!(found[0].0, found[1].0);
        assert!(found.iter().all(|(name, _)| name.len() < LONGEST_NAME && name.starts_with("가가")));
        assert!(found.iter().all(|(_, text)| text.is_ok()));
    }

    #[test]
    fn what_is_no_archive_is_broken() {
        let spending = Spending::of(0);
        for bytes in [&b"PK\x05\x06"[..], &b"PK\x01\x02".repeat(100_000), b"", &b"PK\x05\x06".repeat(50_000)]
        {
            let visited = visit(io::Cursor::new(bytes), &spending, &mut |_, _| ControlFlow::Continue(()));
            assert!(matches!(visited, Err(Reason::Archive(_))));
        }
    }
}
