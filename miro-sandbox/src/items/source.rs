//! The files behind items: images, documents, and the previews of embeds.

use super::kinds;
use crate::boards::board::Board;
use crate::server::links::ORIGIN;
use crate::validation::fields::Field;
use crate::validation::rules::TEXT;

/// How a kind of item comes to its file, and how it shows it.
#[derive(Debug)]
pub(crate) struct Source {
    /// The field of the data in which a request says where the file is.
    pub(crate) named_in: &'static str,
    /// The field of the data in which an answer does.
    pub(crate) shown_in: &'static str,
    /// The query of the address that answers show.
    query: &'static str,
    pub(crate) media: Media,
    /// What comes with an uploaded file; none for kinds that take no uploads.
    pub(crate) upload: Option<Upload>,
}

/// What kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Media {
    Image,
    Document,
}

/// The fields that accompany an upload, beside position, geometry and parent.
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
    /// The source of a kind of item, if it has files at all.
    pub(crate) fn of(kind: &str) -> Option<&'static Self> {
        kinds::by_name(kind)?.source
    }

    /// The address that answers show. It needs the bearer token: hence the API's host, which is the sandbox.
    pub(crate) fn address(&self, board: &Board, resource_id: &str) -> String {
        format!("{ORIGIN}/v2/boards/{}/resources/{resource_id}?{}", board.id, self.query)
    }
}
