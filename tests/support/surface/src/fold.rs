//! Replaces the lines of a generated type by one, which names the macro and what differs.
//!
//! A type that lacks one of the lines, or has another signature, keeps all of them.

use std::collections::{HashMap, HashSet};

/// What a macro generates for each type. In a line, `{type}` is the path of the type, and `{value}` what else differs.
struct Pattern {
    /// The line that a type of this pattern is recognized by.
    key: &'static str,
    /// The lines that the type has besides its key, first the type itself.
    lines: &'static [&'static str],
    /// What is listed in their place.
    line: &'static str,
}

const PATTERNS: [Pattern; 4] = [
    Pattern {
        key: "impl core::convert::From<{type}> for miro_core::Call<{value}>",
        lines: &[
            "pub struct {type}(_)",
            "pub fn {type}::idempotent(self, bool) -> Self",
            "pub fn {type}::priority(self, miro_core::budget::Priority) -> Self",
            "pub fn {type}::retry(self, miro_core::middleware::RetryPolicy) -> Self",
            "pub fn {type}::send(self) -> miro_core::CallFuture<{value}>",
            "pub fn {type}::send_raw(self) -> miro_core::CallFuture<miro_core::Response>",
            "pub fn {type}::timeout(self, core::time::Duration) -> Self",
            "impl core::clone::Clone for {type}",
            "impl core::fmt::Debug for {type}",
            "impl core::future::into_future::IntoFuture for {type}",
            "pub type {type}::IntoFuture = miro_core::CallFuture<{value}>",
            "pub type {type}::Output = core::result::Result<{value}, miro_core::Error>",
        ],
        line: "endpoints! {type}: miro_core::Call<{value}>",
    },
    Pattern {
        key: "impl core::convert::From<{type}> for miro_core::page::List<{value}>",
        lines: &[
            "pub struct {type}(_)",
            "pub fn {type}::all(self) -> impl core::future::future::Future<Output = core::result::Result<miro_core::page::Elements<{element}>, miro_core::Error>> + core::marker::Send",
            "pub fn {type}::idempotent(self, bool) -> Self",
            "pub fn {type}::limit(self, u32) -> Self",
            "pub fn {type}::max_items(self, usize) -> Self",
            "pub fn {type}::pages(self) -> miro_core::page::Pages<{value}>",
            "pub fn {type}::prefetch(self, usize) -> Self",
            "pub fn {type}::priority(self, miro_core::budget::Priority) -> Self",
            "pub fn {type}::resume_from(self, impl core::convert::Into<miro_core::page::Cursor>) -> Self",
            "pub fn {type}::retry(self, miro_core::middleware::RetryPolicy) -> Self",
            "pub fn {type}::send(self) -> miro_core::CallFuture<{value}>",
            "pub fn {type}::send_raw(self) -> miro_core::CallFuture<miro_core::Response>",
            "pub fn {type}::stream(self) -> miro_core::page::Items<{element}>",
            "pub fn {type}::timeout(self, core::time::Duration) -> Self",
            "impl core::clone::Clone for {type}",
            "impl core::fmt::Debug for {type}",
            "impl core::future::into_future::IntoFuture for {type}",
            "pub type {type}::IntoFuture = miro_core::CallFuture<{value}>",
            "pub type {type}::Output = core::result::Result<{value}, miro_core::Error>",
        ],
        line: "endpoints! {type}: miro_core::page::List<{value}>",
    },
    Pattern {
        key: "impl core::convert::From<{type}> for alloc::string::String",
        lines: &[
            "pub struct {type}(_)",
            "pub fn {type}::as_str(&self) -> &str",
            "pub fn {type}::new(impl core::convert::Into<alloc::string::String>) -> Self",
            "impl core::clone::Clone for {type}",
            "impl core::cmp::Eq for {type}",
            "impl core::cmp::Ord for {type}",
            "impl core::cmp::PartialEq for {type}",
            "impl core::cmp::PartialEq<&str> for {type}",
            "impl core::cmp::PartialEq<str> for {type}",
            "impl core::cmp::PartialOrd for {type}",
            "impl core::convert::AsRef<str> for {type}",
            "impl core::convert::From<&alloc::string::String> for {type}",
            "impl core::convert::From<&{type}> for {type}",
            "impl core::convert::From<&str> for {type}",
            "impl core::convert::From<alloc::string::String> for {type}",
            "impl core::fmt::Debug for {type}",
            "impl core::fmt::Display for {type}",
            "impl core::hash::Hash for {type}",
            "impl miro_core::wire::Received for {type}",
            "impl serde_core::ser::Serialize for {type}",
            "impl<'de> serde_core::de::Deserialize<'de> for {type}",
        ],
        line: "id! {type}",
    },
    Pattern {
        key: "impl miro_core::operation::KnownValues for {type}",
        lines: &[
            "#[non_exhaustive] pub enum {type}",
            "pub {type}::Unknown(miro_core::wire::UnknownValue)",
            "pub const {type}::VALUES: &'static [&'static str]",
            "pub fn {type}::as_str(&self) -> &str",
            "pub fn {type}::is_known(&self) -> bool",
            "impl core::clone::Clone for {type}",
            "impl core::cmp::Eq for {type}",
            "impl core::cmp::Ord for {type}",
            "impl core::cmp::PartialEq for {type}",
            "impl core::cmp::PartialOrd for {type}",
            "impl core::convert::From<&{type}> for {type}",
            "impl core::convert::From<&str> for {type}",
            "impl core::fmt::Debug for {type}",
            "impl core::fmt::Display for {type}",
            "impl core::hash::Hash for {type}",
            "impl miro_core::wire::Received for {type}",
            "impl serde_core::ser::Serialize for {type}",
            "impl<'de> serde_core::de::Deserialize<'de> for {type}",
        ],
        line: "open_enum! {type}",
    },
];

impl Pattern {
    /// The type and the other value of a line that has the form of the key.
    fn recognize<'a>(&self, line: &'a str) -> Option<(&'a str, &'a str)> {
        let (before, rest) = self.key.split_once("{type}")?;
        let line = line.strip_prefix(before)?;
        match rest.split_once("{value}") {
            Some((between, after)) => line.strip_suffix(after)?.split_once(between),
            None => Some((line.strip_suffix(rest)?, "")),
        }
    }
}

fn filled(template: &str, path: &str, value: &str) -> String {
    // A list of `Page<Element>` streams `Element`.
    let element = value.split_once('<').and_then(|(_, rest)| rest.strip_suffix('>')).unwrap_or_default();
    template.replace("{type}", path).replace("{value}", value).replace("{element}", element)
}

/// Replaces the lines of each type that has all lines of a pattern.
pub(crate) fn fold(mut lines: Vec<String>) -> Vec<String> {
    let known: HashSet<&str> = lines.iter().map(String::as_str).collect();
    let mut replacements = HashMap::new();
    for pattern in &PATTERNS {
        for line in &lines {
            let Some((path, value)) = pattern.recognize(line) else { continue };
            let mut generated: Vec<_> = pattern.lines.iter().map(|line| filled(line, path, value)).collect();
            if generated.iter().all(|line| known.contains(line.as_str())) {
                generated.push(line.clone());
                // The first line is where the listing has the type.
                let mut replacement = Some(filled(pattern.line, path, value));
                replacements.extend(generated.into_iter().map(|line| (line, replacement.take())));
            }
        }
    }
    lines.retain_mut(|line| match replacements.remove(line) {
        Some(Some(replacement)) => {
            *line = replacement;
            true
        }
        Some(None) => false,
        None => true,
    });
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str =
        "impl core::convert::From<miro::api::BoardsGet> for miro_core::Call<miro::model::Board>";

    fn builder() -> Vec<String> {
        let [call, ..] = &PATTERNS;
        let mut lines: Vec<_> = call
            .lines
            .iter()
            .map(|line| filled(line, "miro::api::BoardsGet", "miro::model::Board"))
            .collect();
        lines.push(KEY.to_owned());
        lines
    }

    #[test]
    fn a_builder_is_one_line_and_its_parameters() {
        let mut lines = builder();
        let parameter = "pub fn miro::api::BoardsGet::query(self, &str) -> Self";
        lines.push(parameter.to_owned());
        assert_eq!(
            fold(lines),
            ["endpoints! miro::api::BoardsGet: miro_core::Call<miro::model::Board>", parameter]
        );
    }

    #[test]
    fn a_builder_without_one_of_its_methods_is_listed_in_full() {
        let mut lines = builder();
        lines.retain(|line| !line.contains("timeout"));
        assert_eq!(fold(lines.clone()), lines);
    }
}
