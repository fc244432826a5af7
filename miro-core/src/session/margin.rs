use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use crate::token::State;

/// The time before its expiry at which a token is refreshed.
///
/// A random part of up to a quarter is added, which differs between processes, so that the first one refreshes for
/// all, instead of all waiting for the lease at once. The margin is at most half of the token's lifetime, or a
/// token that lives shorter than the margin would be refreshed for every call.
#[derive(Debug)]
pub(super) struct RefreshMargin {
    shortest: Duration,
    spread: RandomState,
}

impl RefreshMargin {
    pub(super) fn new(shortest: Duration) -> Self {
        Self { shortest, spread: RandomState::new() }
    }

    /// Returns the margin of this login. It is constant within this process, so that no later call draws a larger
    /// one.
    pub(super) fn of(&self, state: &State) -> Duration {
        let drawn = self.spread.hash_one(state.access_token().expose_secret()) % 1_000;
        let quarter = u32::try_from(drawn).map_or(Duration::ZERO, |drawn| self.shortest / 4_000 * drawn);
        let margin = self.shortest.saturating_add(quarter);
        match state.lifetime() {
            Some(lifetime) => margin.min(lifetime / 2),
            None => margin,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Timestamp;

    fn issued(name: &str, lifetime: u64) -> State {
        let now = Timestamp::now();
        State::new(name).expiring("refresh", now.after(Duration::from_secs(lifetime))).issued_at(now)
    }

    #[test]
    fn margins_are_spread_and_stable() {
        let margin = RefreshMargin::new(Duration::from_secs(120));
        let drawn: Vec<_> = (0..100).map(|index| margin.of(&issued(&index.to_string(), 3_600))).collect();
        let (least, most) = (drawn.iter().min().unwrap(), drawn.iter().max().unwrap());
        assert!(*least >= Duration::from_secs(120) && *most <= Duration::from_secs(150), "{drawn:?}");
        assert!(*most - *least > Duration::from_secs(15), "{drawn:?}");
        assert_eq!(margin.of(&issued("7", 3_600)), drawn[7]);
    }

    #[test]
    fn tokens_are_used_for_at_least_half_of_their_lifetime() {
        let margin = RefreshMargin::new(Duration::from_secs(120));
        let rounded = Duration::from_millis(2);
        assert!(margin.of(&issued("short", 60)).abs_diff(Duration::from_secs(30)) < rounded);
        // The lifetime is unknown if another program stored the token.
        let unknown = State::new("unknown").expiring("refresh", Timestamp::now());
        assert!(margin.of(&unknown) >= Duration::from_secs(120));
    }

    #[test]
    fn accepts_any_margin() {
        for shortest in [Duration::ZERO, Duration::MAX] {
            assert!(RefreshMargin::new(shortest).of(&State::new("token")) >= shortest);
        }
    }
}
