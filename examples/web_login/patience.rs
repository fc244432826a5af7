//! Nobody waits for a page without an end.

use std::time::Duration;

use miro::{Error, MiroApi};

use crate::app::App;
use crate::problem::Problem;

/// What the dearest call of a page costs, in credits.
const DEAREST: u64 = 100;
/// For how long credits are worth waiting for.
const SHORT: Duration = Duration::from_secs(2);

/// What Miro answers, unless that takes too long.
///
/// The client holds calls back while a user's budget is spent, which may take a minute: good for a job, too long in front of a
/// screen. So that is looked at first.
pub(crate) async fn patiently<T>(
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
    match tokio::time::timeout(app.limits.patience, call).await {
        Ok(answer) => answer.map_err(Problem::from),
        // Another call of this user, from another tab, may have spent them meanwhile.
        Err(_) => Err(match wait_for_credits(api) {
            Some(wait) => {
                tracing::warn!(
                    wait_s = wait.as_secs(),
                    "a call was given up: the credits of this user are spent"
                );
                Problem::spent(wait)
            }
            None => {
                let seconds = app.limits.patience.as_secs_f64();
                tracing::warn!(seconds, "a call was given up: Miro has not responded");
                Problem::miro_is_slow()
            }
        }),
    }
}

fn wait_for_credits(api: &MiroApi) -> Option<Duration> {
    let budget = api.budget();
    let is_spent = budget.remaining.is_some_and(|credits| credits < DEAREST);
    budget.resets_in.filter(|wait| is_spent && *wait > SHORT)
}
