//! A subscriber that records everything, at every level and from every crate.

use std::collections::{BTreeMap, HashMap};
use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::subscriber::DefaultGuard;
use tracing::{Event, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

/// What was recorded; clones share it.
#[derive(Clone, Default)]
pub(crate) struct Recorder(Arc<Mutex<Recorded>>);

#[derive(Default)]
struct Recorded {
    entries: Vec<Entry>,
    /// The open spans: ids are reused after a span has closed.
    open: HashMap<Id, usize>,
}

/// A span with everything recorded in it, or an event.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) name: &'static str,
    pub(crate) target: &'static str,
    pub(crate) level: tracing::Level,
    /// The name of the enclosing span.
    pub(crate) parent: Option<&'static str>,
    pub(crate) fields: Fields,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Fields(pub(crate) BTreeMap<&'static str, String>);

impl Recorder {
    /// Records what this thread emits from now on, which is all of a test whose runtime has one thread.
    pub(crate) fn install() -> (Self, DefaultGuard) {
        let recorder = Self::default();
        let subscriber = tracing_subscriber::registry().with(recorder.clone());
        (recorder, tracing::subscriber::set_default(subscriber))
    }

    pub(crate) fn entries(&self) -> Vec<Entry> {
        self.0.lock().unwrap().entries.clone()
    }

    /// The spans of calls.
    pub(crate) fn calls(&self) -> Vec<Entry> {
        self.entries().into_iter().filter(|entry| entry.name == "miro.call").collect()
    }

    /// Returns everything that a log could show.
    pub(crate) fn text(&self) -> String {
        self.entries().iter().fold(String::new(), |mut text, entry| {
            let _ = writeln!(text, "{entry:?}");
            text
        })
    }

    fn add(
        &self,
        metadata: &'static Metadata<'static>,
        parent: Option<&'static str>,
        fields: Fields,
    ) -> usize {
        let entries = &mut self.0.lock().unwrap().entries;
        let (name, target, level) = (metadata.name(), metadata.target(), *metadata.level());
        entries.push(Entry { name, target, level, parent, fields });
        entries.len() - 1
    }
}

impl Entry {
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.fields.0.get(name).map(String::as_str)
    }
}

impl<S: Subscriber + for<'span> LookupSpan<'span>> Layer<S> for Recorder {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let parent = context.span(id).and_then(|span| span.parent()).map(|parent| parent.name());
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        let index = self.add(attributes.metadata(), parent, fields);
        self.0.lock().unwrap().open.insert(id.clone(), index);
    }

    fn on_record(&self, id: &Id, values: &tracing::span::Record<'_>, _: Context<'_, S>) {
        let recorded = &mut *self.0.lock().unwrap();
        values.record(&mut recorded.entries[recorded.open[id]].fields);
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let parent = context.event_span(event).map(|parent| parent.name());
        let mut fields = Fields::default();
        event.record(&mut fields);
        self.add(event.metadata(), parent, fields);
    }
}

impl Visit for Fields {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
}
