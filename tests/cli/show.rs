//! Showing one judgment.

use crate::support::Workplace;

#[test]
fn a_judgment_is_shown_under_any_of_its_numbers() {
    let place = Workplace::indexed();
    for case in ["2019다100018", "대법원 2019다100001", "대법원 2020. 1. 10. 선고 2019다100001, 100018 판결"]
    {
        let said = place.run(["show", case]);
        assert_eq!(said.code, 0, "{case}: {}", said.stderr);
        assert!(said.stdout.starts_with("대법원 2020. 1. 10. 선고 2019다100001, 100018"), "{}", said.stdout);
        assert!(said.stdout.contains("판결요지\n"), "{}", said.stdout);
    }
}

#[test]
fn a_section_is_shown_alone() {
    let place = Workplace::indexed();
    let said = place.run(["show", "2019다100001", "--section", "주문"]);
    assert!(said.stdout.contains("상고를 기각한다."), "{}", said.stdout);
    assert!(!said.stdout.contains("소멸시효"), "{}", said.stdout);
    let missing = place.run(["show", "2009다100002", "--section", "별지"]);
    assert_eq!(missing.code, 1);
    assert!(missing.stderr.contains("판결요지"), "{}", missing.stderr);
}

#[test]
fn passages_carry_their_place() {
    let said = Workplace::indexed().run(["show", "2019다100001", "--passages"]);
    assert!(said.stdout.contains("판결요지 [2]"), "{}", said.stdout);
    assert!(said.stdout.contains("이유 1. 가."), "{}", said.stdout);
}

#[test]
fn an_unknown_number_says_who_cites_it() {
    let said = Workplace::indexed().run(["show", "2018나100003"]);
    assert_eq!((said.code, said.stdout.as_str()), (1, ""));
    assert!(said.stderr.contains("1 judgment of the index cites it: panrye cited-by"), "{}", said.stderr);
}

#[test]
fn a_section_of_parts_is_shown_with_the_heading_of_each() {
    let place = Workplace::indexed();
    let shown = place.run(["show", "2009다100002", "--section", "판례내용"]).stdout;
    let headings: Vec<&str> = shown.lines().filter(|line| ["주문", "이유"].contains(line)).collect();
    assert_eq!(headings, ["주문", "이유"], "{shown}");
}

#[test]
fn json_gives_sections_and_passages() {
    let line = &Workplace::indexed().json(["show", "2009다100002", "--json"])[0];
    assert_eq!((&line["kind"], &line["cited_by"]), (&"judgment".into(), &2.into()));
    assert_eq!(line["sections"][0]["section"], "판시사항");
    assert!(line["passages"].as_array().unwrap().len() >= 3);
}

#[test]
fn the_public_address_is_shown_wherever_a_judgment_is_named() {
    let place = Workplace::indexed();
    let address = "https://www.law.go.kr/LSW/precInfoP.do?precSeq=";
    let line = &place.json(["show", "2009다100002", "--json"])[0];
    let url = line["official_url"].as_str().unwrap();
    assert!(url.starts_with(address) || url.ends_with("/판례/(2009다100002)"), "{url}");
    assert!(place.run(["show", "2009다100002"]).stdout.contains(url));
    let cites = place.json(["cites", "2009다100002", "--json"]);
    assert!(cites.iter().all(|line| line["to"]["official_url"].is_string()), "{cites:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn the_public_page_is_opened_by_the_browser_of_the_system() {
    use std::os::unix::fs::PermissionsExt;

    let place = Workplace::indexed();
    place.write("bin/xdg-open", b"#!/bin/sh\nprintf '%s' \"$1\" > opened\n");
    let browser = place.path("bin/xdg-open");
    std::fs::set_permissions(&browser, std::fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", place.path("bin").display(), std::env::var("PATH").unwrap());
    let run = |arguments: &[&str], path: &str| {
        crate::support::Said::of(&place.command(arguments).env("PATH", path).output().unwrap())
    };
    let printed = run(&["open", "2009다100002", "--print"], &path);
    assert_eq!(printed.code, 0, "{}", printed.stderr);
    assert!(!place.path("opened").exists());
    let opened = run(&["open", "2009다100002"], &path);
    assert_eq!((opened.code, &opened.stdout), (0, &printed.stdout), "{}", opened.stderr);
    assert_eq!(std::fs::read_to_string(place.path("opened")).unwrap(), printed.stdout.trim_end());

    let cited_only = run(&["open", "2018나100003", "--print"], &path);
    assert_eq!(cited_only.stdout, "https://www.law.go.kr/판례/(2018나100003)\n");
    assert!(cited_only.stderr.contains("not in the index"), "{}", cited_only.stderr);
    let unknown = run(&["open", "아무것도"], &path);
    assert_eq!((unknown.code, unknown.stdout.as_str()), (1, ""));
    let nothing = run(&["open", "2009다100002"], "");
    assert_eq!(nothing.code, 2);
    assert!(nothing.stderr.contains("no browser could be started"), "{}", nothing.stderr);
}
