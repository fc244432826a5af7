//! The ways to make a response expensive.

/// One way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Family(&'static str, Call, fn(usize) -> String);

/// The call that receives the response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Call {
    /// A page of items, by cursor.
    Items,
    /// The items of such a page as a stream.
    Stream,
    /// The items of a group, which are inside the group.
    Group,
    /// A page of boards, by offset.
    Boards,
    /// A page of users, by SCIM's index.
    Users,
    /// A list without pages.
    List,
    /// The items that one call creates.
    Bulk,
    /// An error.
    Error,
}

impl Family {
    pub(crate) const ALL: [Self; 28] = [
        Self("ones", Call::Items, |size| page(&repeated("1", size))),
        Self("nulls", Call::Items, |size| page(&repeated("null", size))),
        Self("minimal-items", Call::Items, |size| page(&repeated(ITEM, size))),
        Self("minimal-items-stream", Call::Stream, |size| page(&repeated(ITEM, size))),
        Self("malformed-then-good", Call::Items, malformed_then_good),
        Self("few-malformed-stream", Call::Stream, few_malformed),
        Self("long-malformed", Call::Items, |size| page(&repeated(&malformed(size / 900), size))),
        Self("nested", Call::Items, |size| {
            field(&format!("{}{}", "[".repeat(size / 2), "]".repeat(size / 2)))
        }),
        Self("nested-malformed", Call::Items, |size| field(&"[".repeat(size))),
        Self("nested-beside", Call::Items, nested_beside),
        Self("long-key", Call::Items, |size| {
            page(&format!(r#"{{"id":"1","type":"text","position":{{"{}":[}}}}"#, "k".repeat(size)))
        }),
        Self("long-text", Call::Items, |size| {
            page(&format!(r#"{{"id":"1","type":"text","position":"{}"}}"#, "\\u0001".repeat(size / 6)))
        }),
        Self("long-cursor", Call::Stream, |size| {
            format!(r#"{{"data":[{ITEM}],"cursor":"{}"}}"#, "%".repeat(size))
        }),
        Self("late-type", Call::Items, |size| {
            page(&format!(r#"{{"id":"1",{},"type":"text"}}"#, fields(size)))
        }),
        Self("unknown-fields", Call::Items, |size| {
            page(&format!(r#"{{"id":"1","type":"text",{}}}"#, fields(size)))
        }),
        Self("unknown-items", Call::Items, |size| page(&repeated(r#"{"id":"1","type":"z","a":1}"#, size))),
        Self("numbers", Call::Items, |size| field(&format!("[{}]", repeated("1", size)))),
        Self("empty-lists", Call::Items, |size| field(&format!("[{}]", repeated("[]", size)))),
        Self("small-maps", Call::Items, |size| field(&format!("[{}]", repeated(r#"{"a":1}"#, size)))),
        Self("small-lists", Call::Items, |size| field(&format!("[{}]", repeated("[1]", size)))),
        Self("many-lists", Call::Items, |size| page(&many_lists(size))),
        Self("card-fields", Call::Items, |size| {
            page(&format!(r#"{{"id":"1","type":"app_card","data":{{"fields":[{}]}}}}"#, repeated("{}", size)))
        }),
        Self("group", Call::Group, |size| {
            format!(r#"{{"data":{{"id":"g","data":[{}]}}}}"#, repeated(ITEM, size))
        }),
        Self("boards", Call::Boards, |size| page(&repeated(r#"{"id":"1"}"#, size))),
        Self("scim", Call::Users, |size| format!(r#"{{"Resources":[{}]}}"#, repeated(r#"{"id":"1"}"#, size))),
        Self("list", Call::List, |size| format!("[{}]", repeated(r#"{"id":"1"}"#, size))),
        Self("bulk", Call::Bulk, |size| page(&repeated(ITEM, size))),
        Self("error-body", Call::Error, |size| {
            format!(r#"{{"message":"no","context":{{"fields":[{}]}}}}"#, repeated("{}", size))
        }),
    ];

    pub(crate) fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|family| family.name() == name)
    }

    pub(crate) fn name(self) -> &'static str {
        self.0
    }

    pub(crate) fn call(self) -> Call {
        self.1
    }

    /// Returns the body, of about this many bytes.
    pub(crate) fn body(self, size: usize) -> String {
        (self.2)(size)
    }
}

const ITEM: &str = r#"{"id":"1","type":"text"}"#;

fn page(elements: &str) -> String {
    format!(r#"{{"data":[{elements}]}}"#)
}

/// An item with a field that this version does not know.
fn field(value: &str) -> String {
    page(&format!(r#"{{"id":"1","type":"text","new":{value}}}"#))
}

fn repeated(element: &str, size: usize) -> String {
    let mut elements = vec![element; size / (element.len() + 1)];
    elements.truncate(size);
    elements.join(",")
}

/// Fields of different names, as short as possible.
fn fields(size: usize) -> String {
    let fields = (0..size / 9).map(|number| format!("\"{number:x}\":1"));
    fields.collect::<Vec<_>>().join(",")
}

fn malformed_then_good(size: usize) -> String {
    page(&format!("{},{}", repeated(r#"{"id":{}}"#, size / 2), repeated(ITEM, size / 2)))
}

/// As many malformed elements as are allowed, before and among good ones of the usual size.
fn few_malformed(size: usize) -> String {
    let item = format!(r#"{{"id":"1","type":"text","data":{{"content":"{}"}}}}"#, "x".repeat(500));
    page(&format!("{},{}", vec!["1"; 1_000].join(","), repeated(&item, size)))
}

/// An element whose last field is malformed.
fn malformed(size: usize) -> String {
    format!(r#"{{"id":"1","type":"text","data":{{"content":"{}"}},"position":7}}"#, "x".repeat(size))
}

/// Nested deeper than decoders go, in a skipped value, before a mistake.
fn nested_beside(size: usize) -> String {
    format!(r#"{{"skipped":{}{},"data":7}}"#, "[".repeat(size / 2), "]".repeat(size / 2))
}

/// Items with lists of one element each.
fn many_lists(size: usize) -> String {
    repeated(r#"{"id":"1","type":"app_card","data":{"fields":[{}]}}"#, size)
}
