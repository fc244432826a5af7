use miro_core::open_enum;

use super::item;
use crate::model::body::body;
use crate::model::object::object;

item! {
    /// External content shown on a board, such as a video.
    pub Embed {
        /// The embedded content.
        data => "data": EmbedData;
    }
}

object! {
    /// The content of an embed.
    #[derive(Default)]
    pub EmbedData {
        /// The address of the content.
        url => "url": text;
        /// The title.
        title => "title": text;
        /// The description.
        description => "description": text;
        /// The display mode.
        mode => "mode": EmbedMode;
        /// The kind of content, e.g. `video`.
        content_type => "contentType": text;
        /// The provider, e.g. `YouTube`.
        provider_name => "providerName": text;
        /// The address of the provider.
        provider_url => "providerUrl": text;
        /// The address of the preview image, to be fetched with the token with which the item was requested.
        preview_url => "previewUrl": text;
        /// HTML to show the content on a page.
        html => "html": text;
    }
}

open_enum! {
    /// The display mode of an embed.
    pub EmbedMode {
        /// On the board.
        Inline = "inline",
        /// In a window over the board.
        Modal = "modal",
    }
}

body! {
    /// External content to show on a board.
    ///
    /// ```
    /// use miro::prelude::*;
    ///
    /// let video = NewEmbed::new("https://www.youtube.com/watch?v=HlVSNEiFCBk").mode(EmbedMode::Inline).at(0.0, 0.0);
    /// ```
    pub create NewEmbed as "embed" like Embed;
    /// Changes to an embed.
    pub change EmbedChanges;

    /// The address of the content, from a provider that [Embedly](https://embed.ly/providers) supports.
    url => "data.url": text;
    /// The display mode.
    mode => "data.mode": EmbedMode;
    /// The address of the preview image.
    preview_url => "data.previewUrl": text, never carried;
    /// The width in board units; the height follows; only one of the two can be set.
    width => "geometry.width": number, not with "geometry.height";
    /// The height in board units; the width follows; only one of the two can be set.
    height => "geometry.height": number, not with "geometry.width";
    ..placement;
}

impl NewEmbed {
    /// Creates an embed of the content at this address.
    pub fn new(url: impl Into<String>) -> Self {
        Self::empty().url(url)
    }
}
