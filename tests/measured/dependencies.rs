//! What `docs/dependencies.md` says of the crates that are used.

use std::collections::BTreeMap;

const MANIFEST: &str = include_str!("../../Cargo.toml");
const PAGE: &str = include_str!("../../docs/dependencies.md");

/// Names by kind of dependency, sorted.
type Named = BTreeMap<String, Vec<String>>;

fn sorted(mut named: Named) -> Named {
    for names in named.values_mut() {
        names.sort();
    }
    named
}

fn of_the_manifest() -> Named {
    let mut named = Named::new();
    let mut section = "";
    for line in MANIFEST.lines() {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']');
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| section.ends_with("dependencies")) {
            named.entry(section.to_owned()).or_default().push(name.to_owned());
        }
    }
    sorted(named)
}

fn of_the_page() -> Named {
    let mut named = Named::new();
    let mut section = "";
    for line in PAGE.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            section = name;
        } else if let Some((name, _)) = line.strip_prefix("| `").and_then(|row| row.split_once("` |")) {
            named.entry(section.to_owned()).or_default().push(name.to_owned());
        }
    }
    sorted(named)
}

#[test]
fn every_dependency_is_explained_and_nothing_else() {
    let manifest = of_the_manifest();
    assert_eq!(
        manifest.keys().collect::<Vec<_>>(),
        ["build-dependencies", "dependencies", "dev-dependencies"]
    );
    assert_eq!(of_the_page(), manifest);
}

#[test]
fn every_row_has_a_reason_and_a_licence() {
    for row in PAGE.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        assert!(cells.len() == 3 && cells.iter().all(|cell| !cell.is_empty()), "{row}");
    }
}
