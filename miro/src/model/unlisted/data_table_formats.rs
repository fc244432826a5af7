use crate::model::item;

item! {
    /// A table on a board, without its rows.
    pub DataTableFormat {
        /// Further data about the table; no value has been observed.
        data => "data": json;
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::ItemKind;

    #[test]
    fn live_row_22_a_table_is_where_it_is() {
        let table: DataTableFormat = serde_json::from_value(json!({
            "id": "345", "type": "data_table_format", "position": {"x": 1, "y": 2}, "rows": 7,
            "parent": {"id": "999"}, "modifiedAt": "2026-05-08T09:00:00Z",
        }))
        .unwrap();
        assert_eq!((table.kind, &table.extra["rows"]), (ItemKind::DataTableFormat, &json!(7)));
        assert_eq!(table.parent.map(|parent| parent.id), Some("999".into()));
    }
}
