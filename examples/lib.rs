//! This package contains only programs: see `quickstart.rs`, `custom_endpoint.rs`, `catalog/`, `import_csv/` and `backup_board/`.
