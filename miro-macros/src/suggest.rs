use strsim::osa_distance;

/// Returns the candidate that was probably meant: equal except for case, or few edits away.
pub(crate) fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (osa_distance(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= allowed(candidate))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Returns `: did you mean X?`, or an empty text if no candidate is close.
pub(crate) fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    closest(word, candidates).map(|found| format!(": did you mean `{found}`?")).unwrap_or_default()
}

/// A third of a word may be wrong, but a short word must not match everything.
fn allowed(candidate: &str) -> usize {
    (candidate.chars().count() / 3).clamp(1, 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_a_close_candidate() {
        let methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];
        assert_eq!(closest("get", methods), Some("GET"));
        assert_eq!(closest("DELET", methods), Some("DELETE"));
        assert_eq!(closest("PTCH", methods), Some("PATCH"));
        assert_eq!(closest("PSOT", methods), Some("POST"), "two letters swapped");
        assert_eq!(closest("OPTIONS", methods), None);
        assert_eq!(did_you_mean("patch", methods), ": did you mean `PATCH`?");
        assert_eq!(did_you_mean("fetch", methods), "");
    }
}
