//! This package contains only the program in `main.rs`.
