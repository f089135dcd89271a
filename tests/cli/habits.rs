//! What a user of other good tools expects: configuration files, completions, a manual, a doctor, a first page.

use crate::support::{Said, Workplace};

/// The user's configuration file in a workplace, whose folder is the home. Only Linux looks there.
const USER: &str = ".config/panrye/config.toml";

/// The value and the origin of a setting, as `panrye config` gives them.
fn setting(
    place: &Workplace,
    name: &str,
    arguments: &[&str],
    variables: &[(&str, &str)],
) -> (String, String) {
    let mut command = place.command([&["config", "--json"], arguments].concat());
    command.envs(variables.iter().copied());
    let said = Said::of(&command.output().unwrap());
    assert_eq!(said.code, 0, "{}", said.stderr);
    let line = &said.json()[0];
    let all = line["settings"].as_array().unwrap();
    let found = all.iter().find(|setting| setting["name"] == name).unwrap();
    let value = found["values"][0].as_str().unwrap_or_default().to_owned();
    (value, found["origin"].as_str().unwrap().to_owned())
}

#[test]
#[cfg(target_os = "linux")]
fn the_command_line_comes_before_the_environment_the_project_and_the_user() {
    let place = Workplace::empty();
    let index = |arguments: &[&str], variables: &[(&str, &str)]| {
        let (value, origin) = setting(&place, "index", arguments, variables);
        let folder = format!("{}/", place.path("").display()).replace("//", "/");
        (value.replace(&folder, ""), origin)
    };
    let said = |value: &str, origin: &str| (value.to_owned(), origin.to_owned());
    assert_eq!(index(&[], &[]), said("index", "default"));
    place.write(USER, b"index = \"of-user\"");
    assert_eq!(index(&[], &[]), said(".config/panrye/of-user", "user_file"), "relative to the file");
    place.write(".panrye.toml", b"index = \"of-project\"");
    assert_eq!(index(&[], &[]), said("of-project", "project_file"));
    let variable = [("PANRYE_INDEX", "of-environment")];
    assert_eq!(index(&[], &variable), said("of-environment", "environment"));
    assert_eq!(index(&["--index", "named"], &variable), said("named", "command_line"));
    assert_eq!(index(&[], &[("PANRYE_INDEX", "")]), said("of-project", "project_file"), "as good as not set");
    assert_eq!(index(&[], &[("PANRYE_CONFIG", "")]), said("index", "default"), "no file at all");
    place.write("other.toml", b"index = \"/other\"\nlimit = 3");
    let limit = setting(&place, "limit", &[], &[("PANRYE_CONFIG", "other.toml")]);
    assert_eq!(limit, said("3", "user_file"), "another file of the user");
}

#[test]
fn settings_of_a_project_hold_below_its_folder_and_change_what_commands_do() {
    let place = Workplace::with_corpus();
    place.write(".panrye.toml", b"index = \"all/index\"\ncorpus = \"corpus\"\nlimit = 1\n");
    place.write("deep/down/here.txt", b"");
    let mut command = place.command(["search", "--json", "보관물"]);
    let said = Said::of(&command.current_dir(place.path("deep/down")).output().unwrap());
    assert_eq!((said.code, said.json().len()), (0, 1), "{}", said.stderr);
    assert!(place.path("all/index/meta.json").is_file(), "built from the corpus of the project");
    let more = place.command(["search", "--json", "보관물", "-n", "5"]).output().unwrap();
    assert_eq!(Said::of(&more).json().len(), 2);
    place.write("deep/.git/HEAD", b"");
    let beyond = place.command(["search", "보관물"]).current_dir(place.path("deep/down")).output().unwrap();
    assert_eq!(beyond.status.code(), Some(2), "a repository ends the project");
}

#[test]
fn a_mistake_in_a_configuration_file_is_named_with_its_place() {
    let place = Workplace::with_corpus();
    place.write(".panrye.toml", b"# ours\nlimt = 3\npager = \"less\"\n");
    let said = place.run(["search", "보관물"]);
    assert_eq!((said.code, said.stdout.as_str()), (2, ""));
    assert!(
        said.stderr.contains(".panrye.toml:2:1: there is no setting `limt`: did you mean `limit`?"),
        "{}",
        said.stderr
    );
    assert!(said.stderr.contains(".panrye.toml:3:9: `pager` names a program to run"), "{}", said.stderr);
    assert_eq!(place.run(["config"]).code, 2);
    assert_eq!(place.run(["help", "search"]).code, 0);
    let of_add = place.run(["help", "watch", "add"]);
    assert_eq!((of_add.code, of_add.stdout), (0, place.run(["watch", "add", "--help"]).stdout));
    let doctor = place.run(["doctor"]);
    assert!(doctor.code == 1 && doctor.stdout.contains("limt"), "{}", doctor.stdout);
}

#[test]
fn the_program_alone_says_how_to_begin_and_what_is_here() {
    let alone = |place: &Workplace| {
        let said = Said::of(&place.command::<&str>([]).output().unwrap());
        assert_eq!((said.code, said.stderr.as_str()), (0, ""));
        said.stdout
    };
    let place = Workplace::with_corpus();
    assert!(
        alone(&place).contains("panrye index FOLDER") && alone(&place).contains("the first search builds")
    );
    assert_eq!(place.run(["index"]).code, 0);
    assert!(alone(&place).contains("an index of 5 judgments"), "{}", alone(&place));
    assert!(alone(&Workplace::empty()).contains("no index in index yet, and no corpus"));
}

#[test]
fn a_search_with_nothing_to_search_says_what_to_do_in_two_lines() {
    let said = Workplace::empty().run(["search", "민법"]);
    assert_eq!(said.code, 2);
    insta::assert_snapshot!(said.stderr, @r"
    panrye: there is no index in index, and no corpus/ to build it from
    run `panrye index PATH` with the folder of your judgments, or name an index with --index
    ");
}

#[test]
fn a_mistyped_command_or_field_gets_a_suggestion() {
    let place = Workplace::indexed();
    let said = place.run(["serach", "민법"]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("'search'"), "{}", said.stderr);
    assert!(place.run(["search", "밥원:대법원"]).stderr.contains("did you mean `법원:`?"));
}

#[test]
fn every_command_has_a_short_and_a_long_help_with_examples() {
    let place = Workplace::empty();
    let commands = place.run(["--help"]).stdout;
    let commands = commands.split_once("Commands:\n").unwrap().1.split_once("\n\n").unwrap().0.to_owned();
    let mut seen = 0;
    for name in commands.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next()) {
        if name.is_empty() {
            continue;
        }
        let (short, long) = (place.run([name, "-h"]).stdout, place.run([name, "--help"]).stdout);
        assert!(long.contains("Examples:\n") && !short.contains("Examples:"), "{name}: {long}");
        assert_eq!(place.run(["help", name]).stdout, long, "{name}");
        seen += 1;
    }
    assert!(seen >= 22, "{commands}");
    let long = place.run(["--help"]).stdout;
    for name in
        ["PANRYE_INDEX", "PANRYE_CONFIG", "PANRYE_LANG", "PANRYE_PAGER", "NO_COLOR", "COLUMNS", "Exit codes"]
    {
        assert!(long.contains(name), "{name}");
    }
}

#[test]
fn the_doctor_says_what_is_wrong_and_what_to_do() {
    let place = Workplace::indexed();
    let state = |name: &str, said: &Said| {
        let line = &said.json()[0];
        assert_eq!((&line["schema_version"], &line["kind"]), (&1.into(), &"doctor".into()));
        let checks = line["checks"].as_array().unwrap();
        let check = checks.iter().find(|check| check["name"] == name).unwrap();
        assert_eq!(check["advice"].is_null(), check["state"] == "ok", "{check}");
        check["state"].as_str().unwrap().to_owned()
    };
    let well = place.run(["doctor", "--json"]);
    assert_eq!((well.code, state("index", &well).as_str()), (0, "ok"), "{}", well.stdout);
    assert_eq!(state("writer", &well), "ok");
    assert!(
        !place
            .path("index")
            .read_dir()
            .unwrap()
            .any(|file| { file.unwrap().file_name().to_string_lossy().starts_with(".panrye-doctor") })
    );

    let pager = Said::of(
        &place.command(["doctor", "--json"]).env("PANRYE_PAGER", "no-such-pager -R").output().unwrap(),
    );
    assert_eq!((pager.code, state("pager", &pager).as_str()), (1, "wrong"));
    let locale = Said::of(
        &place
            .command(["doctor", "--json"])
            .env("LANG", "ko_KR.eucKR")
            .env("PANRYE_LANG", "en")
            .output()
            .unwrap(),
    );
    assert_eq!((locale.code, state("encoding", &locale).as_str()), (1, "wrong"));
    let words = place.run(["doctor", "--json", "--user-dictionary", "none.csv"]);
    assert_eq!((words.code, state("user_dictionary", &words).as_str()), (1, "wrong"));

    place.write("index/meta.json", b"{}");
    let damaged = place.run(["doctor", "--json"]);
    assert_eq!((damaged.code, state("index", &damaged).as_str()), (1, "wrong"));
    let text = place.run(["doctor"]).stdout;
    assert!(text.contains("wrong: index: ") && text.contains("panrye index --rebuild"), "{text}");
    assert!(text.ends_with("problems: 1\n"), "{text}");
    assert_eq!(state("index", &Workplace::with_corpus().run(["doctor", "--json"])), "hint");
    assert_eq!(state("index", &Workplace::empty().run(["doctor", "--json"])), "wrong");
}

/// What is offered for the last of some words, asked as fish does.
fn offered(place: &Workplace, words: &[&str]) -> Vec<String> {
    let words = [&["--", "panrye"], words].concat();
    let said = Said::of(&place.command(words).env("PANRYE_COMPLETE", "fish").output().unwrap());
    assert_eq!((said.code, said.stderr.as_str()), (0, ""));
    said.stdout.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

#[test]
fn commands_case_numbers_fields_and_their_values_are_completed() {
    let place = Workplace::indexed();
    assert_eq!(offered(&place, &["cit"]), ["cites", "cited-by"]);
    assert_eq!(offered(&place, &["show", "2019"]), ["2019다100001", "2019다100018"]);
    assert_eq!(
        offered(&place, &["path", "2009다100002", "2016"]),
        ["2016나100006", "2016나100013", "2016도100005"]
    );
    assert_eq!(offered(&place, &["search", "--court", "서울"]), ["서울고등법원"]);
    assert_eq!(offered(&place, &["search", "조"]), ["조문:"]);
    assert_eq!(offered(&place, &["search", "cite"]), ["cites:", "cited_by:"]);
    assert_eq!(offered(&place, &["search", "+인"]), ["+인용:"]);
    assert_eq!(offered(&place, &["search", "법원:서울"]), ["법원:서울고등법원"]);
    assert_eq!(offered(&place, &["search", "인용:2009"]), ["인용:2009다100002"]);
    assert_eq!(offered(&place, &["search", "--sort", "d"]), ["date"]);
    assert_eq!(offered(&place, &["search", "--court", ""])[0], "대법원");
    assert_eq!(offered(&place, &["search", "--statute", "국민"]), ["국민건강보험법"]);
    assert_eq!(offered(&place, &["search", "조문:국민"]), ["조문:국민건강보험법"]);
    assert_eq!(offered(&place, &["search", "--fields", "case_n"]), ["case_numbers", "case_name"]);
    assert_eq!(offered(&place, &["cites", "--fields", "from.in"]), ["from.in_index"]);
    assert_eq!(offered(&place, &["show", "--section", "판"]), ["판시사항", "판결요지", "판례내용"]);
    assert_eq!(offered(&place, &["show", "--section", "이"]), ["이유"]);
    assert_eq!(offered(&place, &["schema", "ed"]), ["edge"]);
    assert!(offered(&place, &["search", "--"]).iter().all(|offer| !offer.contains(':')));
    assert_eq!(place.run(["watch", "add", "임대차", "보증금"]).code, 0);
    assert_eq!(offered(&place, &["watch", "remove", ""])[0], "임대차");
    assert_eq!(offered(&place, &["watch", "run", "임"]), ["임대차"]);
    assert_eq!(offered(&place, &["show", "2019다100001", "--section", "판결"]), ["판결요지"]);
    assert_eq!(offered(&place, &["help", "ver"]), ["verify"]);
    assert_eq!(offered(&place, &["watch", "add", "a", "--case", "2009다"]), ["2009다100002"]);
    assert!(offered(&place, &["search", "--index", "no-such-index", "사건:2019"]).is_empty(), "and silent");
    place.write("index/meta.json", b"{}");
    assert!(offered(&place, &["show", "2019"]).is_empty(), "silent about a damaged index");
}

#[test]
fn what_a_shell_would_run_is_not_offered() {
    let place = Workplace::empty();
    let record = |number: &str| {
        serde_json::json!({"사건번호": number, "법원명": "대법원", "판례내용": "【이 유】 상고 기각"})
            .to_string()
    };
    let lines =
        ["2022$(touch${IFS}x)다1", "2022`id`", "2022;id", "2022*", "2022|id", "2022다100001"].map(record);
    place.write("corpus/a.jsonl", lines.join("\n").as_bytes());
    assert_eq!(place.run(["index"]).code, 0);
    assert_eq!(offered(&place, &["show", "2022"]), ["2022다100001"]);
    assert_eq!(offered(&place, &["search", "2022"]), ["2022다100001"]);
}

#[test]
fn what_is_offered_of_many_begins_as_all_of_them_do() {
    let place = Workplace::empty();
    let numbers = (1..=150).map(|n| if n % 2 == 0 { format!("2001다{n}") } else { format!("2012나{n}") });
    let lines: Vec<String> = numbers
        .map(|number| {
            let text = "【이 유】 상고를 기각한다.";
            serde_json::json!({"사건명": "보관금", "사건번호": number, "법원명": "대법원", "판례내용": text})
                .to_string()
        })
        .collect();
    place.write("corpus/many.jsonl", lines.join("\n").as_bytes());
    assert_eq!(place.run(["index"]).code, 0);
    let found = offered(&place, &["show", "2"]);
    assert!(found.len() <= 61, "{}", found.len());
    assert!(found.contains(&"2001다10".to_owned()) && found.contains(&"2012나1".to_owned()), "{found:?}");
    let exact = offered(&place, &["show", "2001다14"]);
    assert_eq!(exact, ["2001다14", "2001다140", "2001다142", "2001다144", "2001다146", "2001다148"]);
}

#[test]
#[cfg(target_os = "linux")]
fn bash_completes() {
    let place = Workplace::indexed();
    let script = place.run(["completions", "bash"]);
    assert_eq!(script.code, 0);
    let program = env!("CARGO_BIN_EXE_panrye");
    assert!(script.stdout.contains(program), "{}", script.stdout);
    let complete = |words: &str| -> Vec<String> {
        let line = format!(
            "{}\nCOMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n\
             _clap_complete_panrye panrye \"${{COMP_WORDS[COMP_CWORD]}}\" ''\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"",
            script.stdout
        );
        let mut bash = place.other_program("bash");
        let output = bash.env("LC_ALL", "C.UTF-8").args(["-c", &line]).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{words}");
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
    };
    assert_eq!(complete("panrye sea"), ["search"]);
    assert_eq!(complete("panrye show 2019"), ["2019다100001", "2019다100018"]);
    assert_eq!(complete("panrye search 조"), ["조문:"]);
    assert_eq!(complete("panrye search 법원 : 서울"), ["서울고등법원"], "bash cuts words at colons");
}

#[test]
fn every_shell_has_a_script() {
    let place = Workplace::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let said = place.run(["completions", shell]);
        assert!(said.code == 0 && said.stdout.contains("PANRYE_COMPLETE"), "{shell}: {}", said.stdout);
    }
    assert_eq!(place.run(["completions", "tcsh"]).code, 2);
}

#[test]
fn the_manual_has_a_page_a_command() {
    let place = Workplace::empty();
    assert_eq!(place.run(["man", "--out", "pages"]).code, 0);
    let mut pages: Vec<String> = place
        .path("pages")
        .read_dir()
        .unwrap()
        .map(|page| page.unwrap().file_name().into_string().unwrap())
        .collect();
    pages.sort();
    assert!(pages.len() >= 22 && pages.contains(&"panrye.1".to_owned()), "{pages:?}");
    let page = std::fs::read_to_string(place.path("pages/panrye-cited-by.1")).unwrap();
    for part in [
        ".TH panrye-cited-by 1 \"\" \"panrye ",
        ".SH NAME\npanrye\\-cited\\-by \\- List",
        ".SH EXAMPLES",
        "panrye cited\\-by 2005다32999",
        ".SH \"EXIT STATUS\"",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert_eq!(place.run(["man", "cited-by"]).stdout, page);
    assert!(place.run(["man"]).stdout.contains("PANRYE_USER_DICTIONARY"));
    let of_watch = place.run(["man", "watch"]).stdout;
    assert!(of_watch.contains(".SH \"SEE ALSO\"") && of_watch.contains(".SH SUBCOMMANDS"), "{of_watch}");
    assert!(!of_watch.contains(".SH ENVIRONMENT"), "{of_watch}");
    assert_eq!(place.run(["man", "no-such"]).code, 2);
}
