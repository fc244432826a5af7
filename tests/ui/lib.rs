//! This package only holds the tests in `main.rs`.
