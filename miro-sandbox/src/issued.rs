//! Reports issued secrets to the leak scan, if compiled in.

#[cfg(feature = "leak-scan")]
pub(crate) use crate::leak_scan::{is_watching, secret, watch};

#[cfg(not(feature = "leak-scan"))]
mod nothing {
    pub(crate) fn watch() {}

    pub(crate) fn is_watching() -> bool {
        false
    }

    pub(crate) fn secret(_name: &str, _secret: &str) {}
}

#[cfg(not(feature = "leak-scan"))]
pub(crate) use nothing::{is_watching, secret, watch};
