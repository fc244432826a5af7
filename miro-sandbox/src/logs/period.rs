//! The period and the order of a log request.

use jiff::Timestamp;

use crate::server::error::ApiError;
use crate::server::query::Query;
use crate::validation::parameters;
use crate::validation::problems::Problems;
use crate::validation::rules::Rule;

/// A period with both ends included, and where to begin in it.
#[derive(Debug, PartialEq)]
pub(crate) struct Period {
    pub(crate) from: Timestamp,
    pub(crate) to: Timestamp,
    pub(crate) newest_first: bool,
}

/// The names of the period's parameters, which differ between logs.
#[derive(Debug)]
pub(crate) struct PeriodParameters {
    pub(crate) from: &'static str,
    pub(crate) to: &'static str,
    pub(crate) moment: Rule,
    /// The values for the oldest first and for the newest first.
    pub(crate) sortings: &'static [&'static str; 2],
}

impl PeriodParameters {
    /// Reads the period of a query. `problems` can contain other problems of the query.
    pub(crate) fn read(&self, query: &Query, mut problems: Problems) -> Result<Period, ApiError> {
        let from = parameters::required(query, self.from, self.moment, &mut problems);
        let to = parameters::required(query, self.to, self.moment, &mut problems);
        let sorting = parameters::optional(query, "sorting", Rule::OneOf(self.sortings), &mut problems);
        let moment = |text: Option<String>| text.and_then(|text| text.parse::<Timestamp>().ok());
        let (from, to) = (moment(from), moment(to));
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            problems.add(self.to, format!("must not be before {}", self.from));
        }
        match (from, to) {
            (Some(from), Some(to)) if problems.is_empty() => {
                Ok(Period { from, to, newest_first: sorting.as_deref() == Some(self.sortings[1]) })
            }
            _ => Err(problems.into_error()),
        }
    }
}

impl Period {
    pub(crate) fn contains(&self, moment: Timestamp) -> bool {
        (self.from..=self.to).contains(&moment)
    }
}
