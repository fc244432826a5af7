use std::time::Duration;

use crate::budget::Priority;
use crate::middleware::RetryPolicy;

/// The settings of one call, each of which replaces the client's.
///
/// Public for the expansions of `endpoints!` only.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, Default)]
pub struct CallSettings {
    pub(super) timeout: Option<Duration>,
    pub(super) max_response_bytes: Option<usize>,
    pub(super) priority: Priority,
    pub(super) retry: Option<RetryPolicy>,
    pub(super) idempotent: Option<bool>,
}

impl CallSettings {
    pub(crate) fn set_max_response_bytes(&mut self, bytes: usize) {
        self.max_response_bytes = Some(bytes);
    }

    pub fn set_timeout(&mut self, timeout: Duration) {
        self.timeout = Some(timeout);
    }

    pub fn set_priority(&mut self, priority: Priority) {
        self.priority = priority;
    }

    pub fn set_retry(&mut self, retry: RetryPolicy) {
        self.retry = Some(retry);
    }

    pub fn set_idempotent(&mut self, idempotent: bool) {
        self.idempotent = Some(idempotent);
    }

    /// Lets `call_settings!` accept a field of this type.
    pub(crate) fn settings_mut(&mut self) -> &mut Self {
        self
    }
}

/// Defines the setters of a call's settings, for a type with a field that is a call, a list, a request or settings.
#[doc(hidden)]
#[macro_export]
macro_rules! call_settings {
    ($visibility:vis, $field:tt) => {
        /// Sets the timeout of each attempt, instead of the client's (30 seconds by default).
        #[inline]
        $visibility fn timeout(mut self, timeout: ::core::time::Duration) -> Self {
            self.$field.settings_mut().set_timeout(timeout);
            self
        }

        /// Sets when an attempt is retried, instead of the client's policy. Its `deadline` limits the whole call.
        #[inline]
        $visibility fn retry(mut self, retry: $crate::__private::RetryPolicy) -> Self {
            self.$field.settings_mut().set_retry(retry);
            self
        }

        /// Marks the call idempotent, so that it is retried like a `GET`, or not idempotent.
        ///
        /// By default the method decides (RFC 9110): a `POST` or `PATCH` whose outcome is unknown is never retried.
        #[inline]
        $visibility fn idempotent(mut self, idempotent: bool) -> Self {
            self.$field.settings_mut().set_idempotent(idempotent);
            self
        }

        /// Sets the priority among this user's calls that wait for credits. The default is `Priority::Normal`.
        #[inline]
        $visibility fn priority(mut self, priority: $crate::__private::Priority) -> Self {
            self.$field.settings_mut().set_priority(priority);
            self
        }
    };
}
