//! What `docs/dependencies.md` says of the crates that are used.

use std::fs;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const PAGE: &str = include_str!("../../docs/dependencies.md");

/// The manifests of the program and of the other members of the workspace.
fn manifests() -> Vec<PathBuf> {
    let members = fs::read_dir(Path::new(ROOT).join("src")).unwrap();
    let members = members.map(|entry| entry.unwrap().path().join("Cargo.toml")).filter(|path| path.exists());
    std::iter::once(Path::new(ROOT).join("Cargo.toml")).chain(members).collect()
}

/// The lines of the tables of a manifest whose name is accepted, by name and value.
fn entries(path: &Path, accepted: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let text = fs::read_to_string(path).unwrap();
    let mut section = "";
    let mut found = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']');
        } else if let Some((name, value)) = line.split_once(" = ").filter(|_| accepted(section)) {
            found.push((name.to_owned(), value.to_owned()));
        }
    }
    found
}

#[test]
fn every_dependency_is_explained_and_nothing_else() {
    let root = &manifests()[0];
    let mut used: Vec<String> = entries(root, |section| section == "workspace.dependencies")
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| !name.starts_with("panrye-"))
        .collect();
    let rows = PAGE.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` |"));
    let mut explained: Vec<String> = rows.map(|(name, _)| name.to_owned()).collect();
    used.sort();
    explained.sort();
    assert_eq!(explained, used);
}

#[test]
fn members_take_their_dependencies_from_the_workspace() {
    let of_members = ["dependencies", "build-dependencies", "dev-dependencies"];
    let (mut seen, manifests) = (0, manifests());
    assert!(manifests.len() > 4, "{manifests:?}");
    for manifest in manifests {
        for (name, value) in entries(&manifest, |section| of_members.contains(&section)) {
            assert!(value.contains("workspace = true"), "{}: {name}", manifest.display());
            seen += 1;
        }
    }
    assert!(seen > 40, "{seen}");
}

#[test]
fn every_row_has_a_reason_and_a_licence() {
    for row in PAGE.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        assert!(cells.len() == 3 && cells.iter().all(|cell| !cell.is_empty()), "{row}");
    }
}
