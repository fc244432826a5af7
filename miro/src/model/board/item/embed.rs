use miro_core::open_enum;

use super::item;
use crate::model::body::body;
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

body! {
    /// Something from elsewhere to show on a board.
    ///
    /// ```
    /// use miro::prelude::*;
    ///
    /// let video = NewEmbed::new("https://www.youtube.com/watch?v=HlVSNEiFCBk").mode(EmbedMode::Inline).at(0.0, 0.0);
    /// ```
    pub create NewEmbed as "embed" like Embed;
    /// What to change on an embed.
    pub change EmbedChanges;

    /// The address of what is shown, from a provider that [Embedly](https://embed.ly/providers) knows.
    url => "data.url": text;
    /// How it is shown.
    mode => "data.mode": EmbedMode;
    /// The address of a picture that stands for it.
    preview_url => "data.previewUrl": text, never carried;
    /// Width in board units; the height follows, so only one of both can be set.
    width => "geometry.width": number, not with "geometry.height";
    /// Height in board units; the width follows, so only one of both can be set.
    height => "geometry.height": number, not with "geometry.width";
    ..placement;
}

impl NewEmbed {
    /// An embed of what is at this address.
    pub fn new(url: impl Into<String>) -> Self {
        Self::empty().url(url)
    }
}
