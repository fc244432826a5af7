use crate::model::AppId;
use crate::model::experimental::{AppMetrics, MetricsPeriod};
use crate::{Elements, MiroApi, endpoints};

endpoints! {
    pub(super) const OPERATIONS;

    /// How much one app is used.
    ///
    /// Its calls take a token of their own, the app management token that Miro's Developer Hub makes below 'Your apps':
    /// `api.with_token(app_management_token).app(app_id)`. Those of users are refused.
    ///
    /// ```no_run
    /// use miro::model::experimental::MetricsPeriod;
    ///
    /// # async fn run(api: miro::MiroApi, app_management_token: String) -> Result<(), miro::Error> {
    /// let app = api.with_token(app_management_token).app("3458764517517819000");
    /// for week in app.metrics("2026-01-01", "2026-03-31").period(MetricsPeriod::Week).await?.items {
    ///     println!("{:?}: {:?} users", week.period_start, week.unique_users);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub AppHandle of MiroApi at "/v2-experimental/apps/{app_id}" {
        /// Tells how much the app was used in a time, period by period. The days are in UTC, such as `2026-12-31`.
        metrics       GET "/metrics" ?{ "startDate" as start_date!: str, "endDate" as end_date!: str, period: MetricsPeriod }
                                             -> Elements<AppMetrics> [boards:read L1 "get-metrics"];
        /// Tells how much the app was used since it was made.
        metrics_total GET "/metrics-total"   -> AppMetrics           [boards:read L1 "get-metrics-total"];
    }
}
