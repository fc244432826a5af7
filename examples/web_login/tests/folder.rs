//! The folder can be moved out of this repository.

const MANIFEST: &str = include_str!("../Cargo.toml");
const README: &str = include_str!("../README.md");

#[test]
fn manifest_inherits_nothing_from_the_workspace() {
    assert!(!MANIFEST.contains("workspace ="), "{MANIFEST}");
    assert!(!MANIFEST.contains(".workspace"), "{MANIFEST}");
}

#[test]
fn the_readme_covers_every_path_dependency() {
    let paths: Vec<&str> = MANIFEST.lines().filter(|line| line.contains("path = \"../")).collect();
    assert_eq!(paths.len(), 3);
    for line in paths {
        let (name, rest) = line.split_once(" = ").unwrap();
        let path = rest.split_once("path = \"").unwrap().1.split_once('"').unwrap().0;
        assert!(README.contains(&format!("path = \"{path}\"")), "{path}");
        assert!(README.contains(&format!("`{name}`")), "{name}");
    }
}

#[test]
fn versions_match_the_workspace() {
    // Read at run time, because the folder must compile without the workspace.
    let workspace = concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.toml");
    let workspace = std::fs::read_to_string(workspace).unwrap();
    for line in MANIFEST.lines().filter(|line| line.contains(" = ") && !line.contains("path = ")) {
        let Some((name, version)) = dependency(line) else { continue };
        let theirs = workspace.lines().filter_map(dependency).find(|(other, _)| *other == name);
        assert_eq!(theirs, Some((name, version)), "{line}");
    }
}

/// Returns the name and version of a dependency line.
fn dependency(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.split_once(" = ")?;
    let version = rest.strip_prefix("{ version = ").unwrap_or(rest).strip_prefix('"')?;
    let version = version.split_once('"')?.0;
    let is_version = version.starts_with(|first: char| first.is_ascii_digit());
    (is_version && !["version", "edition", "rust-version", "resolver"].contains(&name))
        .then_some((name, version))
}
