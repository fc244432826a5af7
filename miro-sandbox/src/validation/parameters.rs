//! Query parameters, checked by the same rules as body fields.

use crate::server::query::Query;
use crate::validation::problems::Problems;
use crate::validation::rules::Rule;

/// Returns an optional parameter. An empty one counts as missing.
pub(crate) fn optional(query: &Query, name: &str, rule: Rule, problems: &mut Problems) -> Option<String> {
    checked(query.given(name)?, name, rule, problems)
}

/// Returns a required parameter.
pub(crate) fn required(query: &Query, name: &str, rule: Rule, problems: &mut Problems) -> Option<String> {
    let given = query.given(name);
    if given.is_none() {
        problems.required(name, rule.type_name());
    }
    checked(given?, name, rule, problems)
}

/// Returns the values of a parameter that may be repeated up to a maximum.
pub(crate) fn repeated(
    query: &Query,
    name: &str,
    rule: Rule,
    max: usize,
    problems: &mut Problems,
) -> Vec<String> {
    let count = query.all(name).count();
    if count > max {
        problems.add(name, format!("must have at most {max} entries"));
    }
    query.all(name).filter_map(|text| checked(text, name, rule, problems)).collect()
}

fn checked(text: &str, name: &str, rule: Rule, problems: &mut Problems) -> Option<String> {
    let checked = rule.check(&text.into(), None, name, problems)?;
    checked.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{optional, repeated, required};
    use crate::server::query::Query;
    use crate::validation::problems::Problems;
    use crate::validation::rules::{Rule, TEXT};

    #[test]
    fn every_problem_of_a_query_is_named() {
        let query = Query::parse(b"id=1&id=x&id=&sorting=up&from=");
        let mut problems = Problems::default();
        assert_eq!(repeated(&query, "id", Rule::NumericId, 9, &mut problems), ["1"]);
        assert_eq!(repeated(&query, "id", TEXT, 1, &mut problems), ["1", "x"]);
        assert_eq!(optional(&query, "sorting", Rule::OneOf(&["asc"]), &mut problems), None);
        assert_eq!(optional(&query, "absent", Rule::Date, &mut problems), None);
        assert_eq!(required(&query, "from", Rule::Date, &mut problems), None);
        assert_eq!(problems.fields(), ["id", "id", "sorting", "from"]);
    }
}
