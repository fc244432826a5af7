use std::sync::{Mutex, PoisonError};

/// The second tries that all calls of a client may make: few while most calls fail.
#[derive(Debug)]
pub(super) struct Allowance(Mutex<f64>);

const MOST: f64 = 20.0;

/// What a call that succeeds adds.
const EARNED: f64 = 0.2;

impl Allowance {
    /// Takes one, if there is one.
    pub(super) fn take(&self) -> bool {
        let mut left = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_there = *left >= 1.0;
        if is_there {
            *left -= 1.0;
        }
        is_there
    }

    pub(super) fn earn(&self) {
        let mut left = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *left = (*left + EARNED).min(MOST);
    }
}

impl Default for Allowance {
    fn default() -> Self {
        Self(Mutex::new(MOST))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_used_up_comes_back_with_success() {
        let allowance = Allowance::default();
        assert_eq!((0..100).filter(|_| allowance.take()).count(), 20);
        (0..6).for_each(|_| allowance.earn());
        assert!(allowance.take() && !allowance.take());
        (0..1_000).for_each(|_| allowance.earn());
        assert_eq!((0..100).filter(|_| allowance.take()).count(), 20);
    }
}
