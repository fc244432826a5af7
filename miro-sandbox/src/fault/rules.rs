//! Active rules and their effect on a request.

use super::{FaultRule, Plan};
use crate::random::Random;

/// The rules that are not used up.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    last_id: u64,
    rules: Vec<RuleInForce>,
}

/// A rule with its progress.
#[derive(Debug)]
pub(crate) struct RuleInForce {
    pub(crate) id: u64,
    pub(crate) rule: FaultRule,
    /// How often it happened.
    pub(crate) happened: u64,
    /// How many requests it matched.
    seen: u64,
    random: Random,
}

/// The properties of a request that rules match.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target<'a> {
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    pub(crate) operation: Option<&'a str>,
}

impl Faults {
    /// Adds a rule and returns its id.
    pub(crate) fn add(&mut self, rule: FaultRule) -> Result<u64, String> {
        rule.check()?;
        self.last_id += 1;
        let random = Random::new(rule.seed);
        self.rules.push(RuleInForce { id: self.last_id, rule, happened: 0, seen: 0, random });
        Ok(self.last_id)
    }

    /// Removes a rule. Returns whether it existed.
    pub(crate) fn remove(&mut self, id: u64) -> bool {
        let count = self.rules.len();
        self.rules.retain(|rule| rule.id != id);
        self.rules.len() < count
    }

    pub(crate) fn clear(&mut self) {
        self.rules.clear();
    }

    pub(crate) fn all(&self) -> &[RuleInForce] {
        &self.rules
    }

    /// Returns the faults of a request. Of two faults that exclude each other, the first happens. The other one's
    /// rule still draws its random numbers, so that rules do not influence each other's choices.
    pub(crate) fn plan(&mut self, target: Target<'_>) -> Plan {
        let mut plan = Plan::default();
        let mut turn_is_taken = false;
        let (in_turn, standing): (Vec<_>, Vec<_>) =
            self.rules.iter_mut().filter(|rule| rule.rule.is_for(target)).partition(|rule| rule.rule.in_turn);
        for rule in in_turn.into_iter().chain(standing) {
            if rule.rule.in_turn && turn_is_taken {
                continue;
            }
            if rule.is_drawn() && plan.add(&rule.rule.fault, &mut rule.random) {
                rule.happened += 1;
                turn_is_taken |= rule.rule.in_turn;
            }
        }
        self.rules.retain(|rule| rule.rule.times.is_none_or(|times| rule.happened < times));
        plan
    }
}

impl RuleInForce {
    fn is_drawn(&mut self) -> bool {
        self.seen += 1;
        let is_drawn = self.random.unit() < self.rule.probability;
        is_drawn && self.rule.every.is_none_or(|every| self.seen.is_multiple_of(every))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::{Ending, Fault, FaultRule, Latency, RetryHint};
    use super::{Faults, Target};

    fn on<'a>(method: &'a str, path: &'a str) -> Target<'a> {
        Target { method, path, operation: (path == "/v2/boards").then_some("get-boards") }
    }

    const BOARDS: (&str, &str) = ("GET", "/v2/boards");

    fn status(faults: &mut Faults, (method, path): (&str, &str)) -> Option<u16> {
        match faults.plan(on(method, path)).ending {
            Some(Ending::Response { status, .. }) => Some(status),
            Some(Ending::Reset { .. }) => Some(0),
            _ => None,
        }
    }

    #[test]
    fn rules_in_turn_apply_to_one_request_each() {
        let mut faults = Faults::default();
        let mut next = |rule: FaultRule| faults.add(rule.times(1).in_turn()).unwrap();
        next(FaultRule::new(Fault::Reset).on("delete", "/v2/boards/b"));
        next(FaultRule::new(Fault::status(503)));
        next(FaultRule::new(Fault::html(502)));
        assert_eq!(status(&mut faults, BOARDS), Some(503));
        assert_eq!(status(&mut faults, ("DELETE", "/v2/boards/b/items/1")), Some(0));
        assert_eq!(status(&mut faults, ("DELETE", "/v2/boards/b/items/1")), Some(502));
        assert_eq!(status(&mut faults, BOARDS), None);
        assert!(faults.all().is_empty());
    }

    #[test]
    fn rule_applies_a_number_of_times_or_until_removed() {
        let mut faults = Faults::default();
        faults.add(FaultRule::new(Fault::status(500)).times(2).operation("get-boards")).unwrap();
        assert_eq!(status(&mut faults, ("GET", "/v2/boards/b")), None);
        assert_eq!([(); 3].map(|()| status(&mut faults, BOARDS)), [Some(500), Some(500), None]);
        let id = faults.add(FaultRule::new(Fault::status(502))).unwrap();
        assert_eq!([(); 3].map(|()| status(&mut faults, BOARDS)), [Some(502); 3]);
        assert_eq!(faults.all()[0].happened, 3);
        assert!(faults.remove(id) && !faults.remove(id));
        assert_eq!(status(&mut faults, BOARDS), None);
    }

    #[test]
    fn seeded_rule_is_independent_of_other_rules() {
        let picked = |seed, company: Option<FaultRule>| {
            let mut faults = Faults::default();
            faults.add(FaultRule::new(Fault::status(418)).probability(0.2, seed)).unwrap();
            company.into_iter().for_each(|rule| assert!(faults.add(rule).is_ok()));
            (0..200)
                .filter(|_| status(&mut faults, BOARDS).is_some_and(|status| status == 418))
                .collect::<Vec<u32>>()
        };
        let requests = picked(7, None);
        assert!((20..60).contains(&requests.len()), "{}", requests.len());
        assert_eq!(requests, picked(7, None));
        let jitter = Latency::Exponential { mean: Duration::from_millis(1) };
        assert_eq!(requests, picked(7, Some(FaultRule::new(Fault::Latency(jitter)).seed(7))));
        assert_eq!(requests, picked(7, Some(FaultRule::new(Fault::transient()).probability(0.5, 1))));
        assert_ne!(requests, picked(8, None));
    }

    #[test]
    fn same_seed_draws_the_same_faults() {
        let plans = |seed| {
            let mut faults = Faults::default();
            faults.add(FaultRule::new(Fault::transient()).probability(0.5, seed)).unwrap();
            let uniform = Latency::Uniform { min: Duration::ZERO, max: Duration::from_secs(1) };
            faults.add(FaultRule::new(Fault::Latency(uniform)).seed(seed)).unwrap();
            (0..50).map(|_| faults.plan(on("GET", "/v2/boards"))).collect::<Vec<_>>()
        };
        assert_eq!(plans(1), plans(1));
        assert_ne!(plans(1), plans(2));
    }

    #[test]
    fn compatible_faults_are_combined() {
        let mut faults = Faults::default();
        let wait = Duration::from_millis(20);
        faults.add(FaultRule::new(Fault::status(500)).times(1)).unwrap();
        faults.add(FaultRule::new(Fault::Delay(wait))).unwrap();
        faults.add(FaultRule::new(Fault::Latency(Latency::Fixed(wait)))).unwrap();
        faults.add(FaultRule::new(Fault::ExpireToken)).unwrap();
        faults.add(FaultRule::new(Fault::RateLimited(RetryHint::None)).times(1).in_turn()).unwrap();
        let plan = faults.plan(on("GET", "/v2/boards"));
        assert_eq!((plan.delay, plan.expires_token), (wait * 2, true));
        assert_eq!(plan.ending, Some(Ending::RateLimited(RetryHint::None)), "what was ordered goes first");
        assert_eq!(status(&mut faults, BOARDS), Some(500), "and the other one is not lost");
        assert_eq!(status(&mut faults, BOARDS), None);
    }

    #[test]
    fn invalid_rules_are_rejected() {
        let mut faults = Faults::default();
        for rule in [
            FaultRule::new(Fault::status(99)),
            FaultRule::new(Fault::status(101)),
            FaultRule::new(Fault::Reset).operation("get-everything"),
            FaultRule::new(Fault::Reset).times(0),
            FaultRule::new(Fault::Reset).probability(1.5, 0),
            FaultRule::new(Fault::Reset).probability(f64::NAN, 0),
            FaultRule::new(Fault::OneOf(Vec::new())),
            FaultRule::new(Fault::OneOf(vec![Fault::SlowBody { bytes: 0, every: Duration::ZERO }])),
        ] {
            assert!(faults.add(rule.clone()).is_err(), "{rule:?}");
        }
        assert!(faults.all().is_empty());
    }
}
