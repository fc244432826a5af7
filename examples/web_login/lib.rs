//! This package contains only a program: see `main.rs`.
