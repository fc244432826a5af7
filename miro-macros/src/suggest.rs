/// The candidate that was probably meant: equal but for its case, or few keystrokes away.
pub(crate) fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (distance(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= allowed(candidate))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// `: did you mean X?`, or nothing where nothing is close.
pub(crate) fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    closest(word, candidates).map(|found| format!(": did you mean `{found}`?")).unwrap_or_default()
}

/// A third of a word may be wrong, but a short word must not match just anything.
fn allowed(candidate: &str) -> usize {
    (candidate.chars().count() / 3).clamp(1, 4)
}

/// The least number of characters to insert, to leave out, to replace or to swap with the next (Levenshtein with
/// neighbours swapped).
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    // The distances of the text so far to every beginning of `right`; and those of one character less.
    let mut row: Vec<usize> = (0..=right.len()).collect();
    let mut above: Vec<usize> = Vec::new();
    let mut previous_left = None;
    for (line, left) in left.chars().enumerate() {
        let mut next = vec![line + 1];
        let mut previous_right = None;
        for (column, ((&replaced, &inserted), &right)) in
            row.iter().zip(row.iter().skip(1)).zip(&right).enumerate()
        {
            let left_out = next.last().copied().unwrap_or_default();
            let mut least = (replaced + usize::from(left != right)).min(inserted + 1).min(left_out + 1);
            if previous_left == Some(right) && previous_right == Some(left) {
                let swapped = column.checked_sub(1).and_then(|column| above.get(column));
                least = swapped.map_or(least, |swapped| least.min(swapped + 1));
            }
            next.push(least);
            previous_right = Some(right);
        }
        above = std::mem::replace(&mut row, next);
        previous_left = Some(left);
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_counts_keystrokes() {
        for (left, right, keystrokes) in [
            ("", "", 0),
            ("get", "get", 0),
            ("", "get", 3),
            ("get", "", 3),
            ("kitten", "sitting", 3),
            ("boards:raed", "boards:read", 1),
            ("PSOT", "POST", 1),
            ("fro", "for", 1),
        ] {
            assert_eq!(distance(left, right), keystrokes, "{left} {right}");
        }
    }

    #[test]
    fn what_is_close_is_suggested() {
        let methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];
        assert_eq!(closest("get", methods), Some("GET"));
        assert_eq!(closest("DELET", methods), Some("DELETE"));
        assert_eq!(closest("PTCH", methods), Some("PATCH"));
        assert_eq!(closest("OPTIONS", methods), None);
        assert_eq!(did_you_mean("patch", methods), ": did you mean `PATCH`?");
        assert_eq!(did_you_mean("fetch", methods), "");
    }
}
