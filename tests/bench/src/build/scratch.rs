//! A copy of the libraries, and a user program next to it, to be changed and rebuilt.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::workspace;
use miro_bench::Failure;

const LIBRARIES: [&str; 3] = ["miro", "miro-core", "miro-macros"];

const PROGRAM: &str = include_str!("../../program/five_calls.rs");

/// `{miro}` is the program's dependency on miro. It names no versions, because the workspace's lock file has them.
const PROGRAM_MANIFEST: &str = r#"
[package]
name = "five-calls"
edition = "2024"

[dependencies]
futures-util = { version = "*", default-features = false }
miro = { package = "miro-api", path = "../workspace/miro"{miro} }
tokio = { version = "*", default-features = false, features = ["rt", "macros"] }

[workspace]
"#;

/// How much of `miro` a program asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Features {
    /// Only boards; dependencies of `miro` are not optimized.
    Quick,
    /// The features of a dependency without `features`.
    Default,
    /// All areas of the API.
    Full,
}

impl Features {
    /// The directory of the program.
    fn directory(self) -> &'static str {
        match self {
            Self::Quick => "quick",
            Self::Default => "default",
            Self::Full => "full",
        }
    }

    fn manifest(self) -> String {
        match self {
            Self::Quick => {
                PROGRAM_MANIFEST.replace("{miro}", r#", default-features = false, features = ["boards"]"#)
                    + QUICK_PROFILE
            }
            Self::Default => PROGRAM_MANIFEST.replace("{miro}", ""),
            Self::Full => PROGRAM_MANIFEST.replace("{miro}", r#", features = ["full"]"#),
        }
    }
}

/// Unoptimized dependencies compile in half the time, and miro's own compile time does not depend on them.
const QUICK_PROFILE: &str = r#"
[profile.release.package]
"*".opt-level = 0
miro-api.opt-level = 3
"#;

/// A temporary directory with the copy and the programs, removed on drop.
#[derive(Debug)]
pub(super) struct Scratch {
    directory: TempDir,
}

impl Scratch {
    /// Copies the libraries, and writes the same program for each of these features.
    pub(super) fn new(programs: &[Features]) -> Result<Self, Failure> {
        let scratch = Self { directory: TempDir::with_prefix("miro-bench-")? };
        let (original, copy) = (workspace::root(), scratch.copied_workspace());
        for library in LIBRARIES {
            copy_directory(&original.join(library), &copy.join(library))?;
        }
        for file in ["Cargo.lock", "README.md"] {
            fs::copy(original.join(file), copy.join(file))?;
        }
        let manifest = with_members(&fs::read_to_string(original.join("Cargo.toml"))?, &LIBRARIES)?;
        fs::write(copy.join("Cargo.toml"), manifest)?;

        for features in programs {
            let program = scratch.program(*features);
            fs::create_dir_all(program.join("src"))?;
            fs::copy(original.join("Cargo.lock"), program.join("Cargo.lock"))?;
            fs::write(program.join("Cargo.toml"), features.manifest())?;
            fs::write(scratch.main_of_program(*features), PROGRAM)?;
        }
        Ok(scratch)
    }

    pub(super) fn directory(&self) -> &Path {
        self.directory.path()
    }

    pub(super) fn copied_workspace(&self) -> PathBuf {
        self.directory().join("workspace")
    }

    pub(super) fn program(&self, features: Features) -> PathBuf {
        self.directory().join(features.directory())
    }

    pub(super) fn main_of_program(&self, features: Features) -> PathBuf {
        self.program(features).join("src/main.rs")
    }

    /// Returns a file of the copy of miro, by its path in `src`.
    pub(super) fn file_of_miro(&self, path: &str) -> PathBuf {
        self.copied_workspace().join("miro/src").join(path)
    }
}

/// Inserts a comment line at the start of a source file.
pub(super) fn change(file: &Path) -> io::Result<()> {
    let source = fs::read_to_string(file)?;
    fs::write(file, format!("// Changed.\n{source}"))
}

/// Returns the manifest of a workspace with only these members.
fn with_members(manifest: &str, members: &[&str]) -> Result<String, Failure> {
    let list = manifest.find("\nmembers = [").ok_or("the workspace's Cargo.toml has no list of members")?;
    let (before, rest) = manifest.split_at(list);
    let (_, after) =
        rest.split_once(']').ok_or("the list of members in the workspace's Cargo.toml has no end")?;
    Ok(format!("{before}\nmembers = {members:?}{after}"))
}

fn copy_directory(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            copy_directory(&source, &target)?;
        } else {
            fs::copy(source, target)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_replaced_and_all_else_stays() {
        let manifest =
            "[workspace]\nresolver = \"3\"\nmembers = [\n    \"miro\",\n    \"tests\",\n]\n\n[x]\ny = [1]\n";
        let expected = "[workspace]\nresolver = \"3\"\nmembers = [\"miro\", \"miro-core\"]\n\n[x]\ny = [1]\n";
        assert_eq!(with_members(manifest, &["miro", "miro-core"]).unwrap(), expected);
        assert!(with_members("[workspace]\n", &["miro"]).is_err());
        assert!(with_members("[workspace]\nmembers = [\"miro\"", &["miro"]).is_err());
    }

    #[test]
    fn the_copy_has_the_libraries_and_the_program_only() {
        let scratch = Scratch::new(&[Features::Default, Features::Full]).unwrap();
        assert!(scratch.file_of_miro("api/board/boards.rs").exists());
        assert!(!scratch.copied_workspace().join("tests").exists());
        assert!(scratch.main_of_program(Features::Full).exists());
        assert!(!scratch.program(Features::Quick).exists());
    }

    #[test]
    fn a_program_asks_for_its_features() {
        assert!(!Features::Default.manifest().contains("opt-level"));
        assert!(Features::Full.manifest().contains(r#"workspace/miro", features = ["full"] }"#));
        assert!(Features::Quick.manifest().contains("opt-level = 0"));
    }

    #[test]
    fn a_change_is_a_line_in_front() {
        let scratch = Scratch::new(&[Features::Quick]).unwrap();
        let main = scratch.main_of_program(Features::Quick);
        change(&main).unwrap();
        assert_eq!(fs::read_to_string(main).unwrap(), format!("// Changed.\n{PROGRAM}"));
    }
}
