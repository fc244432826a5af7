//! No dependency needs a newer Rust than README.md promises, by the versions in Cargo.lock.
//!
//! A dependency that does not declare a version passes. `cargo +1.88 check` finds those.

use std::collections::HashMap;
use std::fs;
use std::process::Command;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// The head of README.md's table of the features that need a newer Rust than the others.
const TABLE: &str = "| feature | Rust |\n| --- | --- |\n";

/// Major and minor version of Rust.
type Version = (u32, u32);

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO")).current_dir(ROOT).args(arguments).output().unwrap();
    assert!(output.status.success(), "cargo {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn version(text: &str) -> Version {
    let mut parts = text.split('.').map(|part| part.parse().unwrap());
    (parts.next().unwrap(), parts.next().unwrap())
}

/// What `cargo metadata` describes: the packages in Cargo.lock.
struct Metadata(serde_json::Value);

impl Metadata {
    fn read() -> Self {
        let arguments = ["metadata", "--format-version=1", "--locked", "--all-features"];
        Self(serde_json::from_str(&cargo(&arguments)).unwrap())
    }

    fn packages(&self) -> &[serde_json::Value] {
        self.0["packages"].as_array().unwrap()
    }

    fn package(&self, name: &str) -> &serde_json::Value {
        self.packages().iter().find(|package| package["name"] == name).unwrap()
    }

    fn features(&self, package: &str) -> Vec<String> {
        self.package(package)["features"].as_object().unwrap().keys().cloned().collect()
    }

    /// The Rust version that our packages declare.
    fn declared(&self) -> Version {
        version(self.package("miro-api")["rust_version"].as_str().unwrap())
    }

    /// The packages that these features need and that declare a newer Rust than `allowed`, each with that version.
    fn newer(&self, package: &str, features: &[String], allowed: Version) -> Vec<(String, Version)> {
        let declared: HashMap<_, _> = self
            .packages()
            .iter()
            .filter_map(|package| {
                let [name, number] = ["name", "version"].map(|field| package[field].as_str().unwrap());
                Some((format!("{name} v{number}"), version(package["rust_version"].as_str()?)))
            })
            .collect();
        let features = format!("--features={}", features.join(","));
        let tree = cargo(&[
            "tree",
            "--locked",
            "--package",
            package,
            "--no-default-features",
            &features,
            "--edges=normal,build",
            "--target=all",
            "--prefix=none",
            "--format={p}",
        ]);
        let mut newer: Vec<_> = tree
            .lines()
            .map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" "))
            .filter_map(|name| Some((declared.get(&name).copied()?, name)))
            .filter(|(version, _)| *version > allowed)
            .map(|(version, name)| (name, version))
            .collect();
        newer.sort();
        newer.dedup();
        newer
    }
}

/// The features in README.md's table, each with the Rust version that it needs.
fn table() -> Vec<(String, Version)> {
    let readme = fs::read_to_string(format!("{ROOT}/README.md")).unwrap();
    let rows = readme.split(TABLE).nth(1).expect("README.md has the table");
    let mut features = Vec::new();
    for row in rows.lines().take_while(|line| line.starts_with('|')) {
        let cells: Vec<_> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [names, number] = cells[..] else { panic!("two cells: {row}") };
        features.extend(names.split(", ").map(|name| (name.trim_matches('`').to_owned(), version(number))));
    }
    features
}

#[test]
fn readme_has_the_declared_version() {
    let (major, minor) = Metadata::read().declared();
    let readme = fs::read_to_string(format!("{ROOT}/README.md")).unwrap();
    assert!(readme.contains(&format!("Rust {major}.{minor} or later")));
}

#[test]
fn other_features_need_only_the_declared_version() {
    let (metadata, table) = (Metadata::read(), table());
    for package in ["miro-api", "miro-picture", "miro-sandbox"] {
        let mut features = metadata.features(package);
        if package == "miro-api" {
            features.retain(|feature| table.iter().all(|(newer, _)| newer != feature));
        }
        let newer = metadata.newer(package, &features, metadata.declared());
        assert!(
            newer.is_empty(),
            "{package}: an older version in Cargo.lock, or a row in README.md: {newer:?}"
        );
    }
}

#[test]
fn features_in_the_table_need_its_version() {
    let metadata = Metadata::read();
    for (feature, allowed) in table() {
        let newer = metadata.newer("miro-api", std::slice::from_ref(&feature), metadata.declared());
        let needed = newer.iter().map(|(_, version)| *version).max();
        assert_eq!(needed, Some(allowed), "{feature}: {newer:?}");
    }
}
