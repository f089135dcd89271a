//! CSV, one row a judgment. The columns have the names of the Open API's fields, so `panrye index` reads the table back.

use std::io::{self, Write};

use super::{Exported, JudgmentWriter};
use crate::output::formula::Formulas;
use panrye_law::judgment::{CaseKind, Court, Section};

/// The columns before the sections; those after them are [`TAIL`].
const HEAD: [&str; 7] =
    ["판례정보일련번호", "사건명", "사건번호", "선고일자", "법원명", "사건종류명", "판결유형"];
const TAIL: [&str; 2] = ["cited_by", "source"];

/// Writes a header and a row a judgment.
pub struct Table<'w> {
    out: csv::Writer<&'w mut dyn Write>,
    formulas: Formulas,
}

impl<'w> Table<'w> {
    /// A table on its way to `out`, with its header.
    pub fn new(out: &'w mut dyn Write, formulas: Formulas) -> io::Result<Self> {
        let mut table = csv::Writer::from_writer(out);
        let sections = Section::ALL.map(Section::korean);
        table.write_record(HEAD.iter().chain(&sections).chain(&TAIL)).map_err(io_error)?;
        Ok(Self { out: table, formulas })
    }
}

impl JudgmentWriter for Table<'_> {
    fn write(&mut self, exported: &Exported<'_>) -> io::Result<()> {
        let judgment = &exported.judgment;
        let (date, cited_by) = (judgment.decided.map(|date| date.to_string()), exported.cited_by.to_string());
        let written_form = judgment.written_form();
        let head = [
            judgment.serial_number.as_deref(),
            judgment.case_name.as_deref(),
            judgment.docket.as_deref(),
            date.as_deref(),
            judgment.court.as_ref().map(Court::name),
            judgment.kind.as_ref().map(CaseKind::as_str),
            written_form.as_deref(),
        ];
        let head = head.into_iter().map(Option::unwrap_or_default);
        let sections = Section::ALL.into_iter().map(|section| judgment.section(section));
        let source = exported.stored.source.name();
        let row = head.chain(sections).chain([cited_by.as_str(), source.as_str()]);
        let row: Vec<_> = row.map(|cell| self.formulas.cell(cell)).collect();
        self.out.write_record(row.iter().map(|cell| cell.as_bytes())).map_err(io_error)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The error of the output itself, which says whether a reader closed the pipe.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn a_judgment_is_a_row() {
        let mut out = Vec::new();
        let stored = sample::stored(&sample::judgment());
        {
            let mut table = Table::new(&mut out, Formulas::Kept).unwrap();
            table.write(&Exported::new(&stored, 3, panrye_engine::graph::Validity::default())).unwrap();
            table.finish().unwrap();
        }
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r#"
        판례정보일련번호,사건명,사건번호,선고일자,법원명,사건종류명,판결유형,판시사항,판결요지,참조조문,참조판례,판례내용,cited_by,source
        900001,"손해배상(기) & 50% ""갑""","2019다100001, 100018(병합)",2020-01-10,대법원,민사,판결,"[1] 갑의 책임
        [2] 을의 책임",통신망법 제28조,,,【이 유】 1. 민법 제750조를 본다.,3,corpus/a.md
        "#);
    }
}
