//! The number of lines that an operation takes in the catalogue, without its documentation.

use std::fs;
use std::path::Path;

use miro_bench::Failure;

/// Returns the number of lines of each operation that is declared in the sources below this directory.
pub(super) fn lines(directory: &Path) -> Result<Vec<f64>, Failure> {
    let mut lines = Vec::new();
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            lines.extend(self::lines(&path)?);
        } else {
            lines.extend(of_source(&fs::read_to_string(&path)?));
        }
    }
    Ok(lines)
}

/// A declaration extends from the end of the previous one to its semicolon, inside the braces of its group.
fn of_source(source: &str) -> Vec<f64> {
    let mut lines = Vec::new();
    let (mut is_inside, mut depth, mut count) = (false, 0, 0.0);
    for line in source.lines() {
        match line {
            "endpoints! {" => (is_inside, depth, count) = (true, 0, 0.0),
            "}" => is_inside = false,
            _ => {}
        }
        let text = line.trim();
        if !is_inside || text.is_empty() || text.starts_with("//") || text.starts_with("#[") {
            continue;
        }
        let before = depth;
        depth += text.matches('{').count();
        depth -= text.matches('}').count().min(depth);
        // `endpoints! {` is one brace, the head of a group the second; the end of a group ends no declaration.
        if before < 2 || depth < 2 {
            continue;
        }
        count += 1.0;
        if depth == 2 && text.ends_with(';') {
            lines.push(count);
            count = 0.0;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace;

    #[test]
    fn documentation_and_heads_do_not_count() {
        let source = r#"
use crate::endpoints;

endpoints! {
    pub(super) const OPERATIONS;

    /// Things.
    pub Things of Board at "/things/{thing_id}" {
        /// One line; and a `brace {`.
        get  GET "" -> Thing [L1 "get-thing"];
        /// Three lines.
        #[doc(alias = "all")]
        list GET "" ?{
            /// Of this kind only;
            kind: Kind,
        } -> Offset<Thing> [L1 "get-things"];
    }

    /// Nothing.
    pub Nothing of Board at "/nothing" {}

    pub Others of Board {
        get  GET "/v2/others"
                    -> Other [L1 "get-other"];
    }
}

fn other() {
    let statement = { 1 };
}
"#;
        assert_eq!(of_source(source), [1.0, 3.0, 2.0]);
    }

    #[test]
    fn an_operation_of_the_catalogue_takes_up_to_three_lines() {
        let lines = lines(&workspace::root().join("miro/src/api")).unwrap();
        assert!(lines.len() > 190, "{}", lines.len());
        assert!(lines.iter().all(|lines| (1.0..=3.0).contains(lines)), "{lines:?}");
    }
}
