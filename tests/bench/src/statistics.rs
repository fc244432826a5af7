/// Returns the middle value, so that one disturbed measurement does not count; NaN without values.
pub(crate) fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => f64::NAN,
        count if count % 2 == 1 => values[middle],
        _ => f64::midpoint(values[middle - 1], values[middle]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_odd_count_has_a_middle_value() {
        assert_eq!(median([9.0, 1.0, 2.0]), 2.0);
        assert_eq!(median([5.0]), 5.0);
    }

    #[test]
    fn an_even_count_has_a_mean_of_two() {
        assert_eq!(median([4.0, 100.0, 1.0, 2.0]), 3.0);
    }

    #[test]
    fn no_values_have_no_median() {
        assert!(median([]).is_nan());
    }
}
