//! This package only holds programs: see `quickstart.rs`, `custom_endpoint.rs`, `catalog/` and `web_login/`.
