//! Reproducible pseudorandom numbers.

use std::f64::consts::TAU;

/// Returns the number at this place of a seed's sequence, by the finalizer of splitmix64.
pub(crate) fn mixed(seed: u64, place: u64) -> u64 {
    let mut mixed = seed.wrapping_add(place.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A sequence of pseudorandom numbers.
#[derive(Debug, Clone)]
pub(crate) struct Random {
    seed: u64,
    place: u64,
}

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, place: 0 }
    }

    /// Returns a uniformly distributed number from 0 (inclusive) to 1 (exclusive).
    pub(crate) fn unit(&mut self) -> f64 {
        self.place += 1;
        (mixed(self.seed, self.place) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Returns a uniformly distributed number from 0 to below `count`, or 0 if `count` is 0.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        ((self.unit() * count as f64) as usize).min(count.saturating_sub(1))
    }

    /// Returns a normally distributed number with mean 0 and standard deviation 1, by the Box-Muller transform.
    pub(crate) fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        radius * (TAU * self.unit()).cos()
    }

    /// Returns an exponentially distributed number with mean 1.
    pub(crate) fn exponential(&mut self) -> f64 {
        -(1.0 - self.unit()).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    const DRAWS: u32 = 20_000;

    fn mean(mut draw: impl FnMut() -> f64) -> f64 {
        (0..DRAWS).map(|_| draw()).sum::<f64>() / f64::from(DRAWS)
    }

    #[test]
    fn seeds_are_reproducible_and_differ() {
        let draws = |seed| {
            let mut random = Random::new(seed);
            (0..5).map(|_| random.unit()).collect::<Vec<_>>()
        };
        assert_eq!(draws(1), draws(1));
        assert_ne!(draws(1), draws(2));
    }

    #[test]
    fn distributions_have_their_means_and_deviations() {
        let mut random = Random::new(3);
        assert!((mean(|| random.unit()) - 0.5).abs() < 0.02);
        assert!(mean(|| random.normal()).abs() < 0.05);
        assert!((mean(|| random.normal().powi(2)) - 1.0).abs() < 0.05);
        assert!((mean(|| random.exponential()) - 1.0).abs() < 0.05);
        assert!((mean(|| random.below(4) as f64) - 1.5).abs() < 0.05);
        assert_eq!(random.below(0), 0);
    }
}
