//! The forms of requests for items, which accept slightly different fields.

use serde_json::{Map, Value};

use super::geometry::Geometry;
use super::kinds::Kind;
use crate::uploads::file::File;
use crate::validation::fields::Field;
use crate::validation::problems::Problems;

/// A form of a request for an item.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Form<'a> {
    /// A single creation.
    Creation,
    /// A creation in bulk.
    Bulk,
    /// A creation with a file.
    UploadedCreation(Uploaded<'a>),
    /// A change on the routes of the item's kind.
    Change,
    /// A change with a file.
    UploadedChange(Uploaded<'a>),
    /// A change on the routes for items of every kind: position, parent and lock.
    Placement,
}

/// An uploaded file, as far as items depend on it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Uploaded<'a> {
    /// The id that the file is served under.
    pub(crate) resource_id: &'a str,
    /// The width and height of a picture.
    pub(crate) size: Option<(f64, f64)>,
}

impl<'a> Uploaded<'a> {
    pub(crate) fn of(file: &'a File) -> Self {
        Self { resource_id: &file.id, size: file.size() }
    }
}

impl<'a> Form<'a> {
    pub(crate) fn creates(self) -> bool {
        matches!(self, Form::Creation | Form::Bulk | Form::UploadedCreation(_))
    }

    /// Returns the uploaded file of the request.
    pub(crate) fn uploaded(self) -> Option<Uploaded<'a>> {
        match self {
            Form::UploadedCreation(uploaded) | Form::UploadedChange(uploaded) => Some(uploaded),
            _ => None,
        }
    }

    /// Returns the fields of the data.
    pub(crate) fn data(self, kind: &Kind) -> &'static [Field] {
        let upload = kind.source.and_then(|source| source.upload.as_ref());
        match self {
            Form::Creation | Form::Change => kind.data,
            Form::Bulk => kind.data_in_bulk.unwrap_or(kind.data),
            Form::UploadedCreation(_) => upload.map_or(&[], |upload| upload.creation),
            Form::UploadedChange(_) => upload.map_or(&[], |upload| upload.change),
            Form::Placement => &[],
        }
    }

    /// Returns the fields of the style.
    pub(crate) fn style(self, kind: &Kind) -> &'static [Field] {
        match self {
            Form::Creation | Form::Change | Form::Bulk => kind.style,
            Form::UploadedCreation(_) | Form::UploadedChange(_) | Form::Placement => &[],
        }
    }

    /// Returns the path of data fields in errors: with a file, they are at the top level.
    pub(crate) fn data_path(self) -> &'static str {
        if self.uploaded().is_some() { "" } else { "data" }
    }

    /// Splits a request into sections. Reports and drops fields that this form does not have.
    pub(crate) fn sections(
        self,
        kind: &Kind,
        sent: &Map<String, Value>,
        problems: &mut Problems,
    ) -> Map<String, Value> {
        let (mut sections, mut data) = (Map::new(), Map::new());
        let has_file = self.uploaded().is_some();
        for (name, value) in sent {
            if has_file && self.data(kind).iter().any(|field| field.name == name) {
                data.insert(name.clone(), value.clone());
            } else if self.has_section(kind, name) {
                sections.insert(name.clone(), value.clone());
            } else {
                problems.not_supported(name);
            }
        }
        if has_file {
            sections.insert("data".to_owned(), Value::Object(data));
        }
        sections
    }

    fn has_section(self, kind: &Kind, name: &str) -> bool {
        match name {
            "data" => self.uploaded().is_none() && !self.data(kind).is_empty(),
            "style" => !self.style(kind).is_empty(),
            "geometry" => {
                let known = !matches!(kind.geometry, Geometry::None) && !matches!(self, Form::Placement);
                known && (kind.geometry_on_creation || !matches!(self, Form::Creation))
            }
            "position" | "parent" => true,
            _ => false,
        }
    }
}
