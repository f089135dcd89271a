//! `panrye` alone: what to do first.

use crate::cli::error::Result;

use crate::cli::args::settings::Settings;
use crate::cli::locale::say;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::printer::{Printer, meaning};
use panrye_engine::index::IndexReader;
use panrye_text::count::counted;

pub(in crate::cli) fn run(settings: &Settings) -> Result<Outcome> {
    let mut printer = Printer::new(settings.color);
    printer.line(say!(
        "panrye: full-text search over Korean judgments, with a citation graph",
        "panrye: 판례 전문 검색과 인용 관계"
    ))?;
    printer.line("")?;
    let steps = [
        ("panrye index FOLDER", say!("read a folder of judgments", "판례 폴더를 읽어 색인을 만듭니다")),
        ("panrye search \"개인정보 유출\"", say!("search them", "판례를 찾습니다")),
        ("panrye show 2015다24904", say!("read one", "판례를 봅니다")),
        ("panrye cited-by 2015다24904", say!("see who cites it", "그 판례를 인용한 판례를 봅니다")),
        ("panrye verify brief.docx", say!("check the citations of a brief", "서면의 인용을 확인합니다")),
        ("panrye doctor", say!("see whether everything is OK", "모두 제대로 되어 있는지 봅니다")),
        (
            "panrye help",
            say!(
                "all commands; `panrye help search`: one of them",
                "모든 명령. `panrye help search`는 그 가운데 하나"
            ),
        ),
    ];
    for (line, what) in steps {
        let pad = " ".repeat(32_usize.saturating_sub(unicode_width::UnicodeWidthStr::width(line)));
        let line = printer.paint(meaning::CITATION, line);
        printer.line(format_args!("  {line}{pad}{what}"))?;
    }
    printer.line("")?;
    printer.line(standing(settings))?;
    printer.flush()?;
    Ok(Outcome::Found)
}

/// What is here already, and so what comes next.
fn standing(settings: &Settings) -> String {
    let index = settings.index.display();
    let corpus = settings.corpus.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
    match IndexReader::open(&settings.index) {
        Ok(reader) => {
            let judgments = counted(reader.manifest().judgments, "judgment");
            say!(
                "Here: an index of {judgments} in {index}. Search it.",
                "지금: {index}에 판례 {judgments:#}건의 색인이 있습니다. 바로 찾을 수 있습니다."
            )
        }
        Err(_) if IndexReader::exists(&settings.index) => say!(
            "Here: an index in {index} that cannot be used; `panrye doctor` says why.",
            "지금: {index}의 색인을 쓸 수 없습니다. 까닭은 `panrye doctor`로 봅니다."
        ),
        Err(_) if settings.corpus.iter().all(|path| path.exists()) => say!(
            "Here: no index yet, and judgments in {corpus}: the first search builds the index from them.",
            "지금: 색인은 아직 없고 {corpus}에 판례가 있습니다. 처음 찾을 때 색인을 만듭니다."
        ),
        Err(_) => say!(
            "Here: no index in {index} yet, and no {corpus} to build it from. Begin with the first line.",
            "지금: {index}에 색인이 없고 색인을 만들 {corpus}도 없습니다. 첫 줄부터 시작하십시오."
        ),
    }
}
