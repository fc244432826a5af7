//! Faults as JSON: `{"kind": ...}` and the kind's properties.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize, Serializer};

use super::{Fault, Latency, RetryHint};
use crate::state::clock;

/// A [`Fault`] in JSON. `status` and `html` are short for responses.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum FaultForm {
    Status {
        status: u16,
        #[serde(default)]
        after_effect: bool,
    },
    Html {
        status: u16,
        #[serde(default)]
        after_effect: bool,
    },
    #[serde(rename = "answer")]
    Response {
        status: u16,
        #[serde(default)]
        headers: BTreeMap<String, String>,
        #[serde(default)]
        body: String,
        #[serde(default)]
        after_effect: bool,
    },
    RateLimited {
        #[serde(default)]
        hint: RetryHint,
    },
    Reset {
        #[serde(default)]
        after_effect: bool,
    },
    HalfBody {},
    Latency {
        time: Latency,
    },
    SlowBody {
        bytes: usize,
        #[serde(with = "jiff::fmt::serde::unsigned_duration::friendly::compact::required")]
        every: Duration,
    },
    ExpireToken {},
    WrongClock {
        #[serde(serialize_with = "signed")]
        offset: SignedDuration,
    },
    OneOf {
        faults: Vec<Fault>,
    },
}

fn signed<S: Serializer>(duration: &SignedDuration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&clock::duration(*duration))
}

impl From<FaultForm> for Fault {
    fn from(form: FaultForm) -> Self {
        let (fault, after_effect) = match form {
            FaultForm::Status { status, after_effect } => (Self::status(status), after_effect),
            FaultForm::Html { status, after_effect } => (Self::html(status), after_effect),
            FaultForm::Response { status, headers, body, after_effect } => {
                (Self::Response { status, headers: headers.into_iter().collect(), body }, after_effect)
            }
            FaultForm::RateLimited { hint } => (Self::RateLimited(hint), false),
            FaultForm::Reset { after_effect } => (Self::Reset, after_effect),
            FaultForm::HalfBody {} => (Self::HalfBody, false),
            FaultForm::Latency { time } => (Self::Latency(time), false),
            FaultForm::SlowBody { bytes, every } => (Self::SlowBody { bytes, every }, false),
            FaultForm::ExpireToken {} => (Self::ExpireToken, false),
            FaultForm::WrongClock { offset } => (Self::WrongClock(offset), false),
            FaultForm::OneOf { faults } => (Self::OneOf(faults), false),
        };
        if after_effect { fault.after_effect() } else { fault }
    }
}

impl From<Fault> for FaultForm {
    fn from(fault: Fault) -> Self {
        let response = |status, headers: Vec<_>, body, after_effect| Self::Response {
            status,
            headers: headers.into_iter().collect(),
            body,
            after_effect,
        };
        match fault {
            Fault::Response { status, headers, body } => response(status, headers, body, false),
            Fault::ResponseAfter { status, headers, body } => response(status, headers, body, true),
            Fault::RateLimited(hint) => Self::RateLimited { hint },
            Fault::Reset => Self::Reset { after_effect: false },
            Fault::ResetAfter => Self::Reset { after_effect: true },
            Fault::HalfBody => Self::HalfBody {},
            Fault::Delay(time) => Self::Latency { time: Latency::Fixed(time) },
            Fault::Latency(time) => Self::Latency { time },
            Fault::SlowBody { bytes, every } => Self::SlowBody { bytes, every },
            Fault::ExpireToken => Self::ExpireToken {},
            Fault::WrongClock(offset) => Self::WrongClock { offset },
            Fault::OneOf(faults) => Self::OneOf { faults },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::SignedDuration;
    use serde_json::{Value, json};

    use super::super::{Fault, FaultRule, Latency, RetryHint};

    fn read(value: Value) -> Result<Fault, String> {
        serde_json::from_value(value).map_err(|error| error.to_string())
    }

    #[test]
    fn json_kinds_map_to_faults() {
        let fault = |value| read(value).unwrap();
        assert_eq!(fault(json!({"kind": "status", "status": 503})), Fault::status(503));
        assert_eq!(
            fault(json!({"kind": "html", "status": 502, "after_effect": true})),
            Fault::html(502).after_effect()
        );
        assert_eq!(fault(json!({"kind": "reset", "after_effect": true})), Fault::ResetAfter);
        assert_eq!(fault(json!({"kind": "half_body"})), Fault::HalfBody);
        assert_eq!(fault(json!({"kind": "rate_limited"})), Fault::rate_limited(None));
        assert_eq!(
            fault(json!({"kind": "rate_limited", "hint": {"after": 3}})),
            Fault::rate_limited(Some(3))
        );
        let at = RetryHint::At(Duration::from_secs(90));
        assert_eq!(fault(json!({"kind": "rate_limited", "hint": {"at": "1m30s"}})), Fault::RateLimited(at));
        let offset = SignedDuration::from_mins(-5);
        assert_eq!(fault(json!({"kind": "wrong_clock", "offset": "-5m"})), Fault::WrongClock(offset));
        let slow = json!({"kind": "slow_body", "bytes": 10, "every": "1ms"});
        assert_eq!(fault(slow), Fault::SlowBody { bytes: 10, every: Duration::from_millis(1) });
        let fixed = Latency::Fixed(Duration::from_millis(20));
        assert_eq!(fault(json!({"kind": "latency", "time": "20ms"})), Fault::Latency(fixed));
    }

    #[test]
    fn rules_survive_a_round_trip_through_json() {
        let rules = [
            FaultRule::new(Fault::transient()).probability(0.5, 9),
            FaultRule::new(Fault::html(502).after_effect()).on("GET", "/v2").times(2).in_turn(),
            FaultRule::new(Fault::OneOf(vec![
                Fault::ExpireToken,
                Fault::WrongClock(SignedDuration::from_secs(-7)),
            ])),
            FaultRule::new(Fault::Latency("normal:20ms,5ms".parse().unwrap())).operation("get-boards"),
        ];
        for rule in rules {
            let text = serde_json::to_string(&rule).unwrap();
            assert_eq!(serde_json::from_str::<FaultRule>(&text).unwrap(), rule, "{text}");
        }
    }

    #[test]
    fn mistakes_are_named() {
        let complaint = |value: Value| read(value).unwrap_err();
        assert!(complaint(json!({"kind": "explosion"})).contains("explosion"));
        assert!(complaint(json!({"kind": "status"})).contains("missing field `status`"));
        assert!(complaint(json!({"kind": "half_body", "size": 1})).contains("size"));
        assert!(complaint(json!({"kind": "latency", "time": "soon"})).contains("soon is not a latency"));
    }
}
