//! Latency distributions.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;
use std::time::Duration;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use crate::random::Random;

/// Upper bound of any draw.
const MAX_DRAW: Duration = Duration::from_secs(24 * 60 * 60);

/// The delay of a request before it is handled.
///
/// On command lines and in JSON it is text: `20ms`, `uniform:10ms..50ms`, `normal:20ms,5ms`,
/// `log-normal:20ms,0.5`, `exponential:20ms`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[non_exhaustive]
pub enum Latency {
    /// A constant delay.
    Fixed(Duration),
    /// Uniformly distributed between two bounds.
    Uniform {
        /// The minimum.
        min: Duration,
        /// The maximum.
        max: Duration,
    },
    /// Normally distributed around a mean, but not below zero.
    Normal {
        /// The mean.
        mean: Duration,
        /// The standard deviation.
        deviation: Duration,
    },
    /// Mostly around a median and occasionally much longer, like networks.
    LogNormal {
        /// The median.
        median: Duration,
        /// The standard deviation of the logarithm.
        sigma: f64,
    },
    /// Exponentially distributed.
    Exponential {
        /// The mean.
        mean: Duration,
    },
}

/// Error for an invalid [`Latency`].
#[derive(Debug, Clone, PartialEq)]
pub struct InvalidLatency(String);

impl Latency {
    pub(crate) fn draw(self, random: &mut Random) -> Duration {
        let seconds = match self {
            Self::Fixed(time) => return time,
            Self::Uniform { min, max } => between(min.as_secs_f64(), max.as_secs_f64(), random.unit()),
            Self::Normal { mean, deviation } => {
                mean.as_secs_f64() + deviation.as_secs_f64() * random.normal()
            }
            Self::LogNormal { median, sigma } => median.as_secs_f64() * (sigma * random.normal()).exp(),
            Self::Exponential { mean } => mean.as_secs_f64() * random.exponential(),
        };
        Duration::try_from_secs_f64(seconds.max(0.0)).unwrap_or(MAX_DRAW).min(MAX_DRAW)
    }

    /// Returns an error if the distribution is invalid.
    pub(crate) fn check(self) -> Result<(), String> {
        match self {
            Self::Uniform { min, max } if min > max => Err(format!("{self} ends before it begins")),
            Self::LogNormal { sigma, .. } if !(sigma.is_finite() && sigma >= 0.0) => {
                Err(format!("{self} has a deviation that is none"))
            }
            _ => Ok(()),
        }
    }
}

fn between(min: f64, max: f64, place: f64) -> f64 {
    min + (max - min) * place
}

impl FromStr for Latency {
    type Err = InvalidLatency;

    fn from_str(text: &str) -> Result<Self, InvalidLatency> {
        let invalid = || InvalidLatency(text.to_owned());
        let time = |text: &str| -> Option<Duration> {
            Duration::try_from(text.trim().parse::<SignedDuration>().ok()?).ok()
        };
        let latency = match text.split_once(':') {
            None => time(text).map(Self::Fixed),
            Some(("uniform", bounds)) => bounds
                .split_once("..")
                .and_then(|(min, max)| Some(Self::Uniform { min: time(min)?, max: time(max)? })),
            Some(("normal", parameters)) => parameters.split_once(',').and_then(|(mean, deviation)| {
                Some(Self::Normal { mean: time(mean)?, deviation: time(deviation)? })
            }),
            Some(("log-normal", parameters)) => parameters.split_once(',').and_then(|(median, sigma)| {
                Some(Self::LogNormal { median: time(median)?, sigma: sigma.trim().parse().ok()? })
            }),
            Some(("exponential", mean)) => time(mean).map(|mean| Self::Exponential { mean }),
            Some(_) => None,
        };
        latency.filter(|latency| latency.check().is_ok()).ok_or_else(invalid)
    }
}

impl Display for Latency {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let time = |time: &Duration| SignedDuration::try_from(*time).unwrap_or(SignedDuration::MAX);
        match self {
            Self::Fixed(fixed) => write!(formatter, "{:#}", time(fixed)),
            Self::Uniform { min, max } => write!(formatter, "uniform:{:#}..{:#}", time(min), time(max)),
            Self::Normal { mean, deviation } => {
                write!(formatter, "normal:{:#},{:#}", time(mean), time(deviation))
            }
            Self::LogNormal { median, sigma } => {
                write!(formatter, "log-normal:{:#},{sigma}", time(median))
            }
            Self::Exponential { mean } => write!(formatter, "exponential:{:#}", time(mean)),
        }
    }
}

impl TryFrom<String> for Latency {
    type Error = InvalidLatency;

    fn try_from(text: String) -> Result<Self, InvalidLatency> {
        text.parse()
    }
}

impl From<Latency> for String {
    fn from(latency: Latency) -> Self {
        latency.to_string()
    }
}

impl Display for InvalidLatency {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} is not a latency such as 20ms, uniform:10ms..50ms, normal:20ms,5ms, log-normal:20ms,0.5 or \
             exponential:20ms",
            self.0
        )
    }
}

impl std::error::Error for InvalidLatency {}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Latency, MAX_DRAW};
    use crate::random::Random;

    const TEXTS: [&str; 5] =
        ["20ms", "uniform:10ms..50ms", "normal:20ms,5ms", "log-normal:20ms,0.5", "exponential:20ms"];

    #[test]
    fn latencies_survive_parsing_and_formatting() {
        for text in TEXTS {
            assert_eq!(text.parse::<Latency>().unwrap().to_string(), text);
        }
        let spaced: Latency = "normal: 1s, 200ms".parse().unwrap();
        let (mean, deviation) = (Duration::from_secs(1), Duration::from_millis(200));
        assert_eq!(spaced, Latency::Normal { mean, deviation });
        let wrong =
            ["", "20", "-20ms", "uniform:50ms..10ms", "normal:20ms", "log-normal:20ms,-1", "poisson:1s"];
        for text in wrong {
            assert!(text.parse::<Latency>().is_err(), "{text}");
        }
    }

    #[test]
    fn draws_are_distributed_and_reproducible() {
        for text in TEXTS {
            let latency: Latency = text.parse().unwrap();
            let draws = |seed| {
                let mut random = Random::new(seed);
                (0..4_000).map(|_| latency.draw(&mut random)).collect::<Vec<_>>()
            };
            let mut drawn = draws(5);
            assert_eq!(drawn, draws(5), "{text}");
            let mean = drawn.iter().sum::<Duration>() / 4_000;
            let expected = if text.starts_with("uniform") { 28..33 } else { 18..25 };
            assert!(expected.contains(&mean.as_millis()), "{text}: {mean:?}");
            drawn.sort();
            let (shortest, longest) = (drawn[0], drawn[3_999]);
            match latency {
                Latency::Fixed(time) => assert_eq!((shortest, longest), (time, time)),
                Latency::Uniform { min, max } => assert!(min <= shortest && longest < max),
                _ => assert!(shortest < longest),
            }
        }
    }

    #[test]
    fn draws_are_bounded() {
        let mut random = Random::new(1);
        let wide: Latency = "normal:0ms,1s".parse().unwrap();
        assert!((0..100).any(|_| wide.draw(&mut random) == Duration::ZERO));
        let endless = Latency::LogNormal { median: Duration::MAX, sigma: 100.0 };
        assert!((0..100).all(|_| endless.draw(&mut random) <= MAX_DRAW));
    }
}
