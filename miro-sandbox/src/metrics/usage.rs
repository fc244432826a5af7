//! Usage of apps by user and day.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

/// The days in which a user counts as recurring.
const RECURRING_DAYS: i64 = 30;

/// The usage of all apps, by client id.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Usage(BTreeMap<String, UsageOfApp>);

/// The usage of one app.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct UsageOfApp {
    /// The first day of each team, which counts as the installation.
    teams: BTreeMap<String, Date>,
    users: BTreeMap<Date, BTreeSet<String>>,
}

/// Returns the UTC date of a timestamp.
pub(crate) fn day(moment: Timestamp) -> Date {
    Offset::UTC.to_datetime(moment).date()
}

impl Usage {
    pub(crate) fn of(&self, client_id: &str) -> Option<&UsageOfApp> {
        self.0.get(client_id)
    }

    pub(super) fn count(&mut self, client_id: &str, team_id: &str, user_id: &str, day: Date) {
        if !self.0.contains_key(client_id) {
            self.0.insert(client_id.to_owned(), UsageOfApp::default());
        }
        let Some(app) = self.0.get_mut(client_id) else { return };
        if !app.teams.contains_key(team_id) {
            app.teams.insert(team_id.to_owned(), day);
        }
        let users = app.users.entry(day).or_default();
        if !users.contains(user_id) {
            users.insert(user_id.to_owned());
        }
    }
}

impl UsageOfApp {
    pub(super) fn users(&self, days: RangeInclusive<Date>) -> usize {
        self.users.range(days).flat_map(|(_, users)| users).collect::<BTreeSet<_>>().len()
    }

    /// Counts the users who were active on more than one of the thirty days up to `end`.
    pub(super) fn recurring_users(&self, end: Date) -> usize {
        let begin = end.checked_sub((RECURRING_DAYS - 1).days()).unwrap_or(Date::MIN);
        let mut days: BTreeMap<&str, usize> = BTreeMap::new();
        for user in self.users.range(begin..=end).flat_map(|(_, users)| users) {
            *days.entry(user).or_default() += 1;
        }
        days.values().filter(|days| **days > 1).count()
    }

    pub(super) fn installations(&self, days: RangeInclusive<Date>) -> usize {
        self.teams.values().filter(|day| days.contains(day)).count()
    }

    /// Counts the organizations with the app. There is one, which has it if one of its teams has it.
    pub(super) fn organizations(&self, end: Date) -> usize {
        usize::from(self.teams.values().any(|day| *day <= end))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Usage;

    #[test]
    fn users_count_once_and_recur_on_another_day() {
        let mut usage = Usage::default();
        let days = [date(2024, 1, 31), date(2024, 2, 1), date(2024, 3, 15)];
        for (user, day) in [("1", 0), ("2", 0), ("1", 0), ("1", 1), ("2", 2)] {
            usage.count("app", "team", user, days[day]);
        }
        // The state is stored as JSON.
        let usage: Usage = serde_json::from_str(&serde_json::to_string(&usage).unwrap()).unwrap();
        assert!(usage.of("another app").is_none());
        let app = usage.of("app").unwrap();
        assert_eq!(app.users(days[0]..=days[2]), 2);
        assert_eq!(app.users(days[1]..=days[1]), 1);
        assert_eq!((app.recurring_users(days[0]), app.recurring_users(days[1])), (0, 1));
        assert_eq!(app.recurring_users(days[2]), 0, "more than thirty days apart");
        assert_eq!(app.installations(days[0]..=days[0]), 1);
        assert_eq!(app.installations(days[1]..=days[2]), 0);
        assert_eq!((app.organizations(date(2024, 1, 30)), app.organizations(days[2])), (0, 1));
    }
}
