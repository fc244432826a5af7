use miro_core::open_enum;

use super::item;
use crate::model::object::object;

item! {
    /// Something from elsewhere that is shown on a board, such as a video.
    pub Embed {
        /// What is shown.
        data => "data": EmbedData;
    }
}

object! {
    /// What an embed shows.
    #[derive(Default)]
    pub EmbedData {
        /// The address of what is shown.
        url => "url": text;
        /// What it is called.
        title => "title": text;
        /// What it is about.
        description => "description": text;
        /// How it is shown.
        mode => "mode": EmbedMode;
        /// What sort of thing it is, e.g. `video`.
        content_type => "contentType": text;
        /// Who provides it, e.g. `YouTube`.
        provider_name => "providerName": text;
        /// The address of who provides it.
        provider_url => "providerUrl": text;
        /// Where the picture can be had that stands for it, with the token that the item was asked for with.
        preview_url => "previewUrl": text;
        /// HTML that shows it on a page.
        html => "html": text;
    }
}

open_enum! {
    /// How an embed is shown.
    pub EmbedMode {
        /// On the board.
        Inline = "inline",
        /// In a window above the board.
        Modal = "modal",
    }
}
