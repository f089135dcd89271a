//! Lines that can be typed, for every command: `--help`, the man pages and the first screen show them.

use crate::cli::locale::Text;

/// A line that can be typed, and what it does.
pub(super) struct Example {
    pub(super) what: Text,
    pub(super) line: &'static str,
}

const fn example(en: &'static str, ko: &'static str, line: &'static str) -> Example {
    Example { what: Text { en, ko }, line }
}

/// The examples of a command; of the program itself where the name is empty.
pub(super) fn examples(command: &str) -> &'static [Example] {
    EXAMPLES.iter().find(|(name, _)| *name == command).map(|(_, examples)| *examples).unwrap_or_default()
}

/// Examples by command, those of the program itself first.
const EXAMPLES: &[(&str, &[Example])] = &[
    (
        "",
        &[
            example(
                "Read a folder of judgments",
                "판례 폴더를 읽어 색인 만들기",
                "panrye index ~/precedent-kr",
            ),
            example("Search for words", "낱말로 찾기", "panrye search \"개인정보 유출 손해배상\""),
            example(
                "Search by court, statute and years",
                "법원, 조문, 선고 연도로 찾기",
                "panrye search '법원:대법원 조문:\"민법 제750조\" 선고:2010..2018'",
            ),
            example("Show a judgment", "판례 보기", "panrye show 2015다24904"),
            example("Show what cites it", "그 판례를 인용한 판례", "panrye cited-by 2005다32999"),
            example("Check the citations of a brief", "서면의 인용 확인하기", "panrye verify brief.docx"),
        ],
    ),
    (
        "index",
        &[
            example(
                "Read corpus/, or read what has changed in it",
                "corpus/ 읽기, 또는 바뀐 것만 다시 읽기",
                "panrye index",
            ),
            example(
                "Read a checkout and an archive",
                "내려받은 폴더와 압축 파일 읽기",
                "panrye index precedent-kr more.zip",
            ),
            example(
                "Say what columns of your own mean",
                "내 파일의 열이 무엇인지 알려 주기",
                "panrye index --map 제목=case_name --map \"Ruling Text\"=content judgments.csv",
            ),
            example(
                "Add a day to what is there",
                "있는 색인에 하루치 더하기",
                "panrye index --keep today.jsonl",
            ),
            example(
                "Refresh whenever the files change",
                "파일이 바뀔 때마다 갱신하기",
                "panrye index --watch",
            ),
        ],
    ),
    (
        "search",
        &[
            example("Words", "낱말", "panrye search \"개인정보 유출 손해배상\""),
            example(
                "A case number, and what cites it",
                "사건번호와 그것을 인용한 판례",
                "panrye search 2013다43994",
            ),
            example(
                "A phrase of the Supreme Court since 2015",
                "2015년 이후 대법원 판례의 구절",
                "panrye search '\"상당인과관계\"' --court 대법원 --from 2015",
            ),
            example(
                "Judgments that cite judgments about a statute",
                "어떤 조문에 관한 판례를 인용한 판례",
                "panrye search '인용:(조문:\"민법 제750조\" 법원:대법원)'",
            ),
            example("For a script", "스크립트용", "panrye search --json -n 50 소멸시효"),
        ],
    ),
    (
        "explain",
        &[
            example(
                "What a query is searched as",
                "질의가 무엇으로 검색되는지",
                "panrye explain \"손해배상청구권 소멸시효\"",
            ),
            example(
                "Why a judgment ranks where it does",
                "판례의 순위가 왜 그런지",
                "panrye explain \"개인정보 유출\" 2015다24904",
            ),
        ],
    ),
    ("similar", &[example("Judgments like one", "비슷한 판례", "panrye similar 2015다24904 -n 5")]),
    (
        "show",
        &[
            example("All of it", "전문", "panrye show 2015다24904"),
            example("Only the holdings", "판결요지만", "panrye show 2015다24904 --section 판결요지"),
            example(
                "Where several courts have the number",
                "같은 번호가 여러 법원에 있을 때",
                "panrye show 서울고법 2013나20047 --passages",
            ),
        ],
    ),
    (
        "open",
        &[
            example("In the browser", "브라우저에서", "panrye open 2015다24904"),
            example("The address for a script", "스크립트에 쓸 주소", "panrye open 2015다24904 --print"),
        ],
    ),
    ("cites", &[example("Most cited first", "많이 인용한 것부터", "panrye cites 2015다24904 --sort weight")]),
    ("cited-by", &[example("The latest ten", "최근 것 열 건", "panrye cited-by 2005다32999 -n 10")]),
    (
        "graph",
        &[
            example("A tree of two steps", "두 단계까지 나무로", "panrye graph 2013다43994 --depth 2"),
            example(
                "A picture for the browser",
                "브라우저로 볼 그림",
                "panrye graph 2013다43994 --depth 2 --format html > graph.html",
            ),
            example(
                "All citations for other programs",
                "다른 프로그램에 넘길 인용 전부",
                "panrye graph --all --format graphml > all.graphml",
            ),
        ],
    ),
    (
        "top",
        &[
            example("Of all", "전체에서", "panrye top -n 10"),
            example(
                "Of what matches",
                "검색되는 것에서",
                "panrye top '조문:\"민법 제750조\"' --by discussed",
            ),
        ],
    ),
    (
        "path",
        &[example(
            "Along citations, either way",
            "인용을 어느 쪽으로든 따라",
            "panrye path 2015다24904 2005다32999 --either-way",
        )],
    ),
    (
        "history",
        &[example(
            "From the first instance to the last",
            "제1심부터 상고심까지",
            "panrye history 2015다24904",
        )],
    ),
    (
        "references",
        &[example(
            "Of a file, as JSON",
            "파일의 인용과 조문을 JSON으로",
            "panrye references judgment.txt --json",
        )],
    ),
    (
        "verify",
        &[
            example("A brief", "서면", "panrye verify brief.docx"),
            example("The answer of a language model", "언어 모델의 답", "panrye verify --all - < answer.md"),
        ],
    ),
    (
        "status",
        &[example("With what the citations mean", "인용이 가리키는 판례까지", "panrye status --graph")],
    ),
    ("check", &[example("After a fault of the disk", "디스크에 문제가 있었을 때", "panrye check")]),
    ("compact", &[example("After many refreshes", "여러 번 갱신한 뒤", "panrye compact")]),
    (
        "eval",
        &[
            example("Questions of your own", "직접 만든 질문으로", "panrye eval --queries questions.jsonl"),
            example(
                "Questions that the index makes",
                "색인에서 만든 질문으로",
                "panrye eval --citations 2000 --seed 1",
            ),
        ],
    ),
    ("analyze", &[example("A text", "글 하나", "panrye analyze \"손해배상청구권의 소멸시효\"")]),
    (
        "config",
        &[
            example("Effective settings and their sources", "지금 적용되는 설정과 그 출처", "panrye config"),
            example("Edit your own file", "사용자 설정 파일 고치기", "$EDITOR \"$(panrye config --path)\""),
        ],
    ),
    (
        "doctor",
        &[
            example("Whether everything is OK", "모두 바른지", "panrye doctor"),
            example("Whether the Open API answers, too", "Open API가 응답하는지도", "panrye doctor --online"),
        ],
    ),
    (
        "completions",
        &[
            example("bash, in ~/.bashrc", "bash: ~/.bashrc에", "source <(panrye completions bash)"),
            example(
                "zsh, in ~/.zshrc after compinit",
                "zsh: ~/.zshrc의 compinit 뒤에",
                "source <(panrye completions zsh)",
            ),
            example(
                "fish, in ~/.config/fish/config.fish",
                "fish: ~/.config/fish/config.fish에",
                "panrye completions fish | source",
            ),
            example(
                "PowerShell, in $PROFILE",
                "PowerShell: $PROFILE에",
                "panrye completions powershell | Out-String | Invoke-Expression",
            ),
        ],
    ),
    (
        "man",
        &[
            example("Read a page", "한 쪽 읽기", "panrye man search | man -l -"),
            example("Install all pages", "모두 설치하기", "panrye man --out ~/.local/share/man/man1"),
        ],
    ),
    (
        "batch",
        &[
            example(
                "Queries from a file, a line each",
                "파일의 질의, 한 줄에 하나",
                "panrye batch questions.txt > answers.jsonl",
            ),
            example(
                "Go on with a batch that was stopped",
                "멈춘 일괄 검색 이어 하기",
                "panrye batch questions.txt --output answers.jsonl --resume",
            ),
            example(
                "A run for trec_eval",
                "trec_eval용 run",
                "panrye batch topics.txt -n 100 --format trec > panrye.run",
            ),
        ],
    ),
    (
        "fetch",
        &[
            example(
                "What would be fetched, with the key in LAW_GO_KR_OC",
                "무엇을 받을지 보기, 키는 LAW_GO_KR_OC에",
                "panrye fetch --court 대법원 --from 2024 --dry-run",
            ),
            example(
                "Judgments of a year, then their index",
                "한 해의 판례를 받고 색인하기",
                "panrye fetch --from 2024 --to 2024",
            ),
        ],
    ),
    (
        "export",
        &[
            example(
                "A citation as courts write it",
                "법원이 쓰는 인용 표기",
                "panrye export 2015다24904 --format citation",
            ),
            example(
                "What a query finds, for a reference manager",
                "질의로 찾은 것을 인용 관리 프로그램으로",
                "panrye export --query '개인정보 유출' --limit 20 --format csl-json --output found.json",
            ),
            example(
                "Everything, for OpenSearch",
                "전부를 OpenSearch로",
                "panrye export --format opensearch --output opensearch",
            ),
        ],
    ),
    (
        "watch",
        &[
            example(
                "Keep a search",
                "검색 적어 두기",
                "panrye watch add leaks '개인정보 유출' --court 대법원",
            ),
            example(
                "Who newly cites or overrules a case",
                "사건을 새로 인용하거나 변경한 판례",
                "panrye watch add hacking --case 2015다24904",
            ),
            example("What is new since the last run", "지난번 뒤에 새로 생긴 것", "panrye watch run"),
        ],
    ),
    (
        "schema",
        &[
            example("List the kinds of output", "출력의 종류 보기", "panrye schema"),
            example("The schema of a hit", "찾은 판례의 스키마", "panrye schema hit > hit.schema.json"),
        ],
    ),
    ("help", &[example("Of a command", "명령 하나", "panrye help search")]),
];

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory};

    use super::*;

    /// The words of a line as a shell cuts it, from the program's name to what belongs to the shell again.
    fn words(line: &str) -> Vec<String> {
        let line = line.get(line.find("panrye").unwrap()..).unwrap();
        let ends: &[&str] =
            if line.ends_with(')') || line.ends_with(")\"") { &[")"] } else { &[" | ", " > ", " < "] };
        let end = ends.iter().filter_map(|end| line.find(end)).min().unwrap_or(line.len());
        let (mut words, mut quote) = (vec![String::new()], None);
        for c in line.get(..end).unwrap().chars() {
            match (c, quote) {
                (c, Some(open)) if c == open => quote = None,
                ('\'' | '"', None) => quote = Some(c),
                (' ', None) => words.push(String::new()),
                _ => words.last_mut().unwrap().push(c),
            }
        }
        words
    }

    #[test]
    fn every_command_has_examples_that_it_understands() {
        let command = crate::cli::Arguments::command();
        for name in command.get_subcommands().map(Command::get_name).chain([""]) {
            assert!(!examples(name).is_empty(), "{name}");
            for example in examples(name) {
                let words = words(example.line);
                let parsed = command.clone().try_get_matches_from(&words);
                assert!(parsed.is_ok(), "{}: {}", example.line, parsed.unwrap_err());
                assert!(name.is_empty() || words.contains(&name.to_owned()), "{name}: {}", example.line);
            }
        }
        let known = |name: &str| name.is_empty() || command.find_subcommand(name).is_some();
        assert!(EXAMPLES.iter().all(|(name, _)| known(name)), "examples of a command that is gone");
    }
}
