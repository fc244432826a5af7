//! Boards and everything on them.

modules! {
    boards board_members items sticky_notes shapes texts cards app_cards frames images documents
    embeds doc_formats connectors tags groups
}
