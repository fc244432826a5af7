//! Files of items: images, documents, and previews of embeds.

use super::kinds;
use crate::boards::board::Board;
use crate::server::links::ORIGIN;
use crate::validation::fields::Field;
use crate::validation::rules::TEXT;

/// How items of a kind get and show their file.
#[derive(Debug)]
pub(crate) struct Source {
    /// The data field for the file's URL in requests.
    pub(crate) named_in: &'static str,
    /// The data field for the file's URL in responses.
    pub(crate) shown_in: &'static str,
    /// The query of the URL in responses.
    query: &'static str,
    pub(crate) media: Media,
    /// The fields of uploads. `None` for kinds without uploads.
    pub(crate) upload: Option<Upload>,
}

/// The media type of a file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Media {
    Image,
    Document,
}

/// The fields of an upload, besides position, geometry and parent.
#[derive(Debug)]
pub(crate) struct Upload {
    pub(crate) creation: &'static [Field],
    pub(crate) change: &'static [Field],
}

const TITLE: Field = Field::optional("title", TEXT);
const ALT_TEXT: Field = Field::optional("altText", TEXT);

pub(crate) static IMAGE: Source = Source {
    named_in: "url",
    shown_in: "imageUrl",
    query: "format=preview&redirect=false",
    media: Media::Image,
    upload: Some(Upload { creation: &[TITLE, ALT_TEXT], change: &[TITLE, ALT_TEXT] }),
};

pub(crate) static DOCUMENT: Source = Source {
    named_in: "url",
    shown_in: "documentUrl",
    query: "redirect=false",
    media: Media::Document,
    upload: Some(Upload { creation: &[TITLE], change: &[TITLE, ALT_TEXT] }),
};

pub(crate) static PREVIEW: Source = Source {
    named_in: "previewUrl",
    shown_in: "previewUrl",
    query: "format=preview&redirect=false",
    media: Media::Image,
    upload: None,
};

impl Source {
    /// Returns the source of a kind of item, if it has files.
    pub(crate) fn of(kind: &str) -> Option<&'static Self> {
        kinds::by_name(kind)?.source
    }

    /// Returns the file's URL for responses. Downloads need the bearer token, so the host is the API's: the
    /// sandbox.
    pub(crate) fn address(&self, board: &Board, resource_id: &str) -> String {
        format!("{ORIGIN}/v2/boards/{}/resources/{resource_id}?{}", board.id, self.query)
    }
}
