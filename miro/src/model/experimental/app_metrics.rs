use miro_core::open_enum;

use crate::model::object::object;

object! {
    /// How much an app was used, in one period or since it was made.
    #[derive(Default)]
    pub AppMetrics {
        /// The first day of the period, such as `2026-12-31`; not in a total.
        period_start => "periodStart": text;
        /// How many users did something in the app.
        unique_users => "uniqueUsers": count;
        /// How many users were active on more than one of the last 30 days.
        unique_recurring_users => "uniqueRecurringUsers": count;
        /// How many organizations have the app installed.
        unique_organizations => "uniqueOrganizations": count;
        /// How often the app was installed for a team.
        installations => "installations": count;
        /// How often the app was uninstalled from a team.
        uninstallations => "uninstallations": count;
    }
}

open_enum! {
    /// The time that one line of metrics is about.
    pub MetricsPeriod {
        Day = "DAY",
        /// Miro's default.
        Week = "WEEK",
        Month = "MONTH",
    }
}
