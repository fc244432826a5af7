//! Metrics of an app.

use http::StatusCode;
use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
use serde_json::{Value, json};

use super::usage::{UsageOfApp, day};
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::validation::parameters;
use crate::validation::problems::Problems;
use crate::validation::rules::Rule;

const PERIODS: Rule = Rule::OneOf(&["DAY", "WEEK", "MONTH"]);
/// Maximum number of periods in a response, so that no request covers centuries. Miro documents no maximum.
const MAX_PERIODS: usize = 1_000;

/// `GET /v2-experimental/apps/{app_id}/metrics`: one element per day, week or month, including those without use
pub(super) fn by_period(call: &mut Call<'_>) -> Result<Response, ApiError> {
    if !is_known(call) {
        return Ok(unknown_app(call));
    }
    let mut problems = Problems::default();
    let date = |name: &str, problems: &mut Problems| {
        parameters::required(&call.query, name, Rule::Date, problems)?.parse::<Date>().ok()
    };
    let (start, end) = (date("startDate", &mut problems), date("endDate", &mut problems));
    let period = parameters::optional(&call.query, "period", PERIODS, &mut problems);
    let (Some(start), Some(end), true) = (start, end, problems.is_empty()) else {
        return Err(problems.into_error());
    };
    if end < start {
        problems.add("endDate", "must not be before startDate");
    }
    problems.check()?;
    let period = period.as_deref().unwrap_or("WEEK");
    let starts = starts(start, end, period);
    if starts.len() > MAX_PERIODS {
        return Err(ApiError::invalid("endDate", format!("the range has more than {MAX_PERIODS} periods")));
    }
    let none = UsageOfApp::default();
    let usage = call.state.usage.of(call.parameter("app_id")).unwrap_or(&none);
    let metrics: Vec<Value> = starts
        .iter()
        .enumerate()
        .map(|(index, first)| {
            let last = starts.get(index + 1).and_then(|next| next.yesterday().ok()).unwrap_or(end);
            let mut metrics = metrics(usage, (*first).max(start), last);
            metrics["periodStart"] = first.to_string().into();
            metrics
        })
        .collect();
    Ok(Response::ok(&metrics.into()))
}

/// `GET /v2-experimental/apps/{app_id}/metrics-total`
pub(super) fn total(call: &mut Call<'_>) -> Result<Response, ApiError> {
    if !is_known(call) {
        return Ok(unknown_app(call));
    }
    let none = UsageOfApp::default();
    let usage = call.state.usage.of(call.parameter("app_id")).unwrap_or(&none);
    Ok(Response::ok(&metrics(usage, Date::MIN, day(call.state.clock.now()))))
}

/// Returns the first days of the periods in a range; weeks begin on Monday. Stops after too many.
fn starts(start: Date, end: Date, period: &str) -> Vec<Date> {
    let (first, step): (Date, Span) = match period {
        "DAY" => (start, 1.day()),
        "MONTH" => (start.first_of_month(), 1.month()),
        _ => {
            let since_monday = i64::from(start.weekday().to_monday_zero_offset());
            (start.checked_sub(since_monday.days()).unwrap_or(Date::MIN), 1.week())
        }
    };
    let next = |day: &Date| day.checked_add(step).ok().filter(|day| *day <= end);
    std::iter::successors(Some(first), next).take(MAX_PERIODS + 1).collect()
}

fn metrics(usage: &UsageOfApp, first: Date, last: Date) -> Value {
    json!({
        "uniqueUsers": usage.users(first..=last),
        "uniqueRecurringUsers": usage.recurring_users(last),
        "uniqueOrganizations": usage.organizations(last),
        "installations": usage.installations(first..=last),
        // An app cannot be uninstalled from a sandbox: revoking a token does not do it.
        "uninstallations": 0,
    })
}

fn is_known(call: &Call<'_>) -> bool {
    call.state.settings.app(call.parameter("app_id")).is_some()
}

/// Unlike other errors, without Miro's envelope.
fn unknown_app(call: &Call<'_>) -> Response {
    let message = format!("App {} not found", call.parameter("app_id"));
    Response::json(StatusCode::NOT_FOUND, &json!({"message": message, "status": 404}))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{MAX_PERIODS, starts};

    #[test]
    fn periods_are_calendar_days_weeks_and_months() {
        let (start, end) = (date(2024, 2, 28), date(2024, 3, 5));
        let text = |period| starts(start, end, period).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(text("WEEK"), ["2024-02-26", "2024-03-04"]);
        assert_eq!(text("MONTH"), ["2024-02-01", "2024-03-01"]);
        assert_eq!(starts(start, end, "DAY").len(), 7);
        assert_eq!(starts(start, start, "DAY"), [start]);
        assert_eq!(starts(date(1, 1, 1), date(9999, 12, 31), "DAY").len(), MAX_PERIODS + 1);
    }
}
