//! This package only holds a program: see `main.rs`.
