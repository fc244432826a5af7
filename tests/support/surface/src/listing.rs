use std::collections::BTreeSet;

/// What is not listed: hidden items that macros name.
const HIDDEN: &str = "::__private";

/// The methods that every builder of an operation has, which would be a third of the lines.
const OF_EVERY_BUILDER: [&str; 6] = ["timeout", "retry", "idempotent", "priority", "send", "send_raw"];

/// One line per item, sorted, each once.
pub(crate) fn of(items: impl Iterator<Item = String>) -> String {
    let items: BTreeSet<_> = items.filter(|item| is_listed(item)).collect();
    items.into_iter().map(|item| item + "\n").collect()
}

fn is_listed(item: &str) -> bool {
    !item.contains(HIDDEN) && !is_of_every_builder(item)
}

fn is_of_every_builder(item: &str) -> bool {
    let Some(item) = item.strip_prefix("pub fn miro::api::") else {
        return (item.starts_with("impl ") || item.starts_with("pub type "))
            && item.contains(" miro::api::")
            && (item.contains("IntoFuture"));
    };
    let method = item.split('(').next().and_then(|path| path.rsplit("::").next());
    method.is_some_and(|method| OF_EVERY_BUILDER.contains(&method) || method == "into_future")
}

/// The lines that one listing has and the other has not, marked like those of a diff.
pub(crate) fn difference(old: &str, new: &str) -> Vec<String> {
    let [old, new] = [old, new].map(|text| text.lines().collect::<BTreeSet<_>>());
    let removed = old.difference(&new).map(|line| format!("- {line}"));
    removed.chain(new.difference(&old).map(|line| format!("+ {line}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listing_is_sorted_and_leaves_out_hidden_items_and_methods_of_every_builder() {
        let items = [
            "pub fn miro::api::Boards::list(&self) -> miro::api::BoardsList",
            "pub fn miro::api::BoardsList::timeout(self, timeout: core::time::Duration) -> Self",
            "pub fn miro::api::BoardsList::query(self, query: &str) -> Self",
            "pub fn miro_core::__private::hidden()",
            "pub enum miro::ErrorKind",
        ];
        assert_eq!(
            of(items.map(str::to_owned).into_iter()),
            "pub enum miro::ErrorKind\n\
             pub fn miro::api::Boards::list(&self) -> miro::api::BoardsList\n\
             pub fn miro::api::BoardsList::query(self, query: &str) -> Self\n"
        );
    }

    #[test]
    fn a_difference_has_both_sides() {
        assert_eq!(difference("a\nb\n", "b\nc\n"), ["- a", "+ c"]);
        assert!(difference("a\n", "a\n").is_empty());
    }
}
