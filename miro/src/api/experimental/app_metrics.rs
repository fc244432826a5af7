use crate::model::AppId;
use crate::model::experimental::{AppMetrics, MetricsPeriod};
use crate::{Elements, MiroApi, endpoints};

endpoints! {
    pub(super) const OPERATIONS;

    /// Usage metrics of one app.
    ///
    /// Calls need an app management token, from 'Your apps' in Miro's Developer Hub:
    /// `api.with_token(app_management_token).app(app_id)`. User tokens are rejected.
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
        /// Fetches the usage of the app between two days, per period. Days are in UTC, such as `2026-12-31`.
        metrics       GET "/metrics" ?{ "startDate" as start_date!: str, "endDate" as end_date!: str, period: MetricsPeriod }
                                             -> Elements<AppMetrics> [boards:read L1 "get-metrics"];
        /// Fetches the usage of the app since it was created.
        metrics_total GET "/metrics-total"   -> AppMetrics           [boards:read L1 "get-metrics-total"];
    }
}
