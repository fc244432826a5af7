//! This package contains only programs: see `custom_endpoint.rs`, `catalog/`, `import_csv/` and `backup_board/`.
