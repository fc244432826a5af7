//! This package only holds programs: see `quickstart.rs`, `custom_endpoint.rs` and `catalog/`.
