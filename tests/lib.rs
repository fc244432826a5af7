//! This package only holds the integration tests: see `it/main.rs`.
