//! The layers that ARCHITECTURE.md lists: a module names only modules of the lines above its own.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// The layers of each crate, lowest first, by the folder of the crate.
type Layers = BTreeMap<String, Vec<Vec<String>>>;

/// The block that starts with ```` ```layers ````: `crate:` on a line of its own, then one layer a line.
fn layers(document: &str) -> Layers {
    let block = document.split("```layers\n").nth(1).and_then(|rest| rest.split("```").next());
    let mut layers = Layers::new();
    let mut current = None;
    for line in block.expect("ARCHITECTURE.md has a block of layers").lines() {
        match line.strip_suffix(':') {
            Some(name) => current = Some(layers.entry(name.trim().to_owned()).or_default()),
            None => {
                let modules = line.split(',').map(|module| module.trim().to_owned()).collect();
                current.as_mut().expect("a crate comes first").push(modules);
            }
        }
    }
    layers
}

/// The code of a file: without comments, and without its unit tests, which may name anything.
fn code(source: &str) -> String {
    let code = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The modules at the top of a crate that a file names by `crate::` or, from `depth` modules below the top, by `super::`.
fn named(code: &str, depth: usize) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    let to_the_top = "super::".repeat(depth);
    let prefixes = if depth == 0 { vec!["crate::"] } else { vec!["crate::", &to_the_top] };
    for prefix in prefixes {
        for (at, _) in code.match_indices(prefix) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|before| before.is_alphanumeric() || matches!(before, '_' | ':' | '$')) {
                continue;
            }
            let rest = &code[at + prefix.len()..];
            match rest.strip_prefix('{') {
                Some(list) => named.extend(first_names(list)),
                None => named.extend(identifier(rest)),
            }
        }
    }
    named
}

/// The first name of each element of a list in braces, which may have lists in it.
fn first_names(list: &str) -> Vec<String> {
    let (mut names, mut depth, mut is_start) = (Vec::new(), 0, true);
    for (at, character) in list.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => is_start = true,
            _ if depth == 0 && is_start && !character.is_whitespace() => {
                names.extend(identifier(&list[at..]));
                is_start = false;
            }
            _ => {}
        }
    }
    names
}

fn identifier(text: &str) -> Option<String> {
    let end =
        text.find(|character: char| !character.is_alphanumeric() && character != '_').unwrap_or(text.len());
    (end > 0).then(|| text[..end].to_owned())
}

/// Returns the violations of a crate's layers, as `file names module`.
fn violations(layers: &[Vec<String>], files: &BTreeMap<String, String>) -> Vec<String> {
    let level = |module: &str| layers.iter().position(|layer| layer.iter().any(|name| name == module));
    let mut violations = Vec::new();
    for (path, source) in files {
        let parts: Vec<&str> = path.trim_end_matches(".rs").split('/').collect();
        let module = parts[0];
        if parts.contains(&"tests") || matches!(module, "lib" | "main") {
            continue;
        }
        let Some(own) = level(module) else {
            violations.push(format!("{path} is in no layer"));
            continue;
        };
        let depth = parts.len() - usize::from(parts.last() == Some(&"mod"));
        for other in named(&code(source), depth) {
            if other != module && level(&other).is_some_and(|other| other >= own) {
                violations.push(format!("{path} names {other}"));
            }
        }
    }
    violations
}

fn sources(directory: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    collect(directory, "", &mut files);
    files
}

fn collect(directory: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files);
        } else if name.ends_with(".rs") {
            files.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn modules_name_only_lower_layers() {
    let document = fs::read_to_string(Path::new(ROOT).join("ARCHITECTURE.md")).unwrap();
    let layers = layers(&document);
    assert!(layers.keys().map(String::as_str).eq(["miro", "miro-core", "miro-macros"]), "{layers:?}");
    for (name, layers) in layers {
        let files = sources(&Path::new(ROOT).join(&name).join("src"));
        assert_eq!(violations(&layers, &files), [""; 0], "in {name}");
        let modules: BTreeSet<&str> = files.keys().filter_map(|path| path.split(['/', '.']).next()).collect();
        let gone: Vec<_> =
            layers.iter().flatten().filter(|module| !modules.contains(module.as_str())).collect();
        assert_eq!(gone, [""; 0], "{name} does not have these");
    }
}

#[test]
fn detects_an_import_from_a_higher_layer() {
    let layers = [vec!["low".to_owned(), "beside".to_owned()], vec!["high".to_owned()]];
    let found = |path: &str, source: &str| {
        violations(&layers, &BTreeMap::from([(path.to_owned(), source.to_owned())]))
    };
    for (path, source) in [
        ("low.rs", "use crate::high::Thing;"),
        ("low.rs", "use super::high;"),
        ("low/mod.rs", "use super::high::Thing;"),
        ("low/deep/file.rs", "fn f() { super::super::super::high::g(); }"),
        ("low.rs", "use crate::{\n    low::{one, two},\n    high,\n};"),
        ("low.rs", "pub use crate::high;"),
    ] {
        assert_eq!(found(path, source), [format!("{path} names high")], "{source}");
    }
    assert_eq!(found("low.rs", "use crate::beside;"), ["low.rs names beside"]);
    assert_eq!(found("new.rs", ""), ["new.rs is in no layer"]);
    for (path, source) in [
        ("high.rs", "use crate::low::{self, Thing};"),
        ("low.rs", "use super::low; // crate::high"),
        ("low/mod.rs", "use super::low::high;"),
        ("low/file.rs", "use super::high;"),
        ("low.rs", "#[cfg(test)]\nmod tests { use crate::high; }"),
        ("low/tests/mod.rs", "use crate::high;"),
        ("low.rs", "use other::crate_high; use $crate::high;"),
        ("lib.rs", "use crate::high;"),
    ] {
        assert_eq!(found(path, source), [""; 0], "{source}");
    }
}
