//! Limits how long a page waits for Miro.

use std::time::Duration;

use miro::{Error, MiroApi};

use crate::app::App;
use crate::problem::Problem;

/// The cost of the most expensive call of a page, in credits.
const MAX_CALL_CREDITS: u64 = 100;
/// The longest acceptable wait for credits.
const SHORT: Duration = Duration::from_secs(2);

/// Returns Miro's response, or a problem if it takes too long.
///
/// The client delays calls while a user's budget is spent, up to a minute: fine for a job, but too long for a page. So the
/// budget is checked first.
pub(crate) async fn within_time_limit<T>(
    app: &App,
    api: &MiroApi,
    call: impl Future<Output = Result<T, Error>>,
) -> Result<T, Problem> {
    if let Some(wait) = wait_for_credits(api) {
        tracing::warn!(
            wait_s = wait.as_secs(),
            "nothing was sent to Miro: the credits of this user are spent"
        );
        return Err(Problem::spent(wait));
    }
    match tokio::time::timeout(app.limits.timeout, call).await {
        Ok(result) => result.map_err(Problem::from),
        // Another call of this user, such as from another tab, may have spent the credits meanwhile.
        Err(_) => Err(match wait_for_credits(api) {
            Some(wait) => {
                tracing::warn!(
                    wait_s = wait.as_secs(),
                    "a call was given up: the credits of this user are spent"
                );
                Problem::spent(wait)
            }
            None => {
                let seconds = app.limits.timeout.as_secs_f64();
                tracing::warn!(seconds, "a call was given up: Miro has not responded");
                Problem::miro_is_slow()
            }
        }),
    }
}

fn wait_for_credits(api: &MiroApi) -> Option<Duration> {
    let budget = api.budget();
    let is_spent = budget.remaining.is_some_and(|credits| credits < MAX_CALL_CREDITS);
    budget.resets_in.filter(|wait| is_spent && *wait > SHORT)
}
