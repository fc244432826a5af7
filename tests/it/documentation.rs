//! Every group of the catalogue has a page with an example, and every operation is documented beyond what is
//! generated.

use std::fs;
use std::path::Path;

#[test]
fn groups_have_examples_and_operations_have_docs() {
    let mut missing = Vec::new();
    look(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../miro/src/api"), &mut missing);
    assert!(missing.is_empty(), "\n{}\n", missing.join("\n"));
}

fn look(directory: &Path, missing: &mut Vec<String>) {
    let mut paths: Vec<_> = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            look(&path, missing);
        } else {
            let name = path.file_name().unwrap().to_string_lossy();
            let lines = undocumented(&fs::read_to_string(&path).unwrap());
            missing.extend(lines.into_iter().map(|line| format!("{name}: {line}")));
        }
    }
}

/// Returns the heads and first lines of declarations that lack documentation.
fn undocumented(source: &str) -> Vec<String> {
    let mut missing = Vec::new();
    let (mut is_inside, mut depth, mut is_first) = (false, 0, true);
    let mut documentation = String::new();
    for line in source.lines() {
        match line {
            "endpoints! {" => (is_inside, depth) = (true, 0),
            "}" => is_inside = false,
            _ => {}
        }
        let text = line.trim();
        if let Some(written) = text.strip_prefix("///") {
            documentation.push_str(written);
        }
        if !is_inside || text.is_empty() || text.starts_with("//") || text.starts_with("#[") {
            continue;
        }
        let is_head = depth == 1 && text.ends_with('{');
        let is_operation = depth == 2 && is_first && text != "}";
        if is_head && !documentation.contains("```") {
            missing.push(format!("no example: {text}"));
        }
        if is_operation && documentation.is_empty() {
            missing.push(format!("no documentation: {text}"));
        }
        is_first = text.ends_with(';') || is_head;
        documentation.clear();
        depth += text.matches('{').count();
        depth -= text.matches('}').count();
    }
    missing
}

#[test]
fn detects_missing_docs() {
    let source = r#"
endpoints! {
    pub(super) const OPERATIONS;

    /// Things.
    pub Things of Board at "/things/{thing_id}" {
        /// Documented.
        get GET "" -> Thing [L1 "get-thing"];
        list GET "" ?{
            /// A parameter.
            kind: Kind,
        } -> Offset<Thing> [L1 "get-things"];
    }

    /// Others.
    ///
    /// ```no_run
    /// api.others();
    /// ```
    pub Others of Board {
        #[doc(alias = "move")]
        place GET "/v2/others"
                    -> Other [L1 "get-other"];
    }
    pub Nothing of Board at "/nothing" {}
}
"#;
    assert_eq!(
        undocumented(source),
        [
            r#"no example: pub Things of Board at "/things/{thing_id}" {"#,
            r#"no documentation: list GET "" ?{"#,
            r#"no documentation: place GET "/v2/others""#,
        ]
    );
}
