use miro_core::open_enum;

use crate::model::object::object;

object! {
    /// Usage metrics of an app, for one period or since its creation.
    #[derive(Default)]
    pub AppMetrics {
        /// The first day of the period, such as `2026-12-31`; missing in a total.
        period_start => "periodStart": text;
        /// The number of users who were active in the app.
        unique_users => "uniqueUsers": count;
        /// The number of users who were active on more than one of the last 30 days.
        unique_recurring_users => "uniqueRecurringUsers": count;
        /// The number of organizations that have the app installed.
        unique_organizations => "uniqueOrganizations": count;
        /// The number of times that the app was installed for a team.
        installations => "installations": count;
        /// The number of times that the app was uninstalled from a team.
        uninstallations => "uninstallations": count;
    }
}

open_enum! {
    /// The length of the period of one entry of metrics.
    pub MetricsPeriod {
        Day = "DAY",
        /// Miro's default.
        Week = "WEEK",
        Month = "MONTH",
    }
}
