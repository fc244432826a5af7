use serde_json::json;

use super::object;

object! {
    /// A note, for the tests below.
    pub(crate) Note {
        /// Required.
        id => "id": String, required;
        /// Also from a string.
        size => "fontSize": number;
        /// Also from a string.
        locked => "isLocked": flag;
        /// Also from a number.
        content => "content": text;
        /// A time.
        due => "due": time;
        /// A percentage.
        progress => "progress": percent;
        /// Another object.
        author => "author": Author;
        /// A list.
        readers => "readers": [Author];
        /// Words.
        scopes => "scopes": words;
    }

    /// An author, for the tests below.
    pub(crate) Author {
        /// Required.
        name => "name": String, required;
    }

    /// A book, for the tests below.
    pub(crate) Book {
        /// Required.
        id => "id": String, required;
        /// Another object, with another one in it.
        author => "author": BookAuthor;
    }

    /// The author of a book, for the tests below.
    pub(crate) BookAuthor {
        /// Required.
        name => "name": String, required;
        /// Another object.
        note => "note": Note;
    }
}

fn read(json: &serde_json::Value) -> Note {
    serde_json::from_slice(json.to_string().as_bytes()).unwrap()
}

fn error(json: &str) -> String {
    serde_json::from_slice::<Note>(json.as_bytes()).unwrap_err().to_string()
}

#[test]
fn strings_and_numbers_are_the_same() {
    let plain = read(&json!({"id": "1", "fontSize": 2.0, "isLocked": true, "content": "4", "progress": 50}));
    let quoted =
        read(&json!({"id": 1, "fontSize": "2.0", "isLocked": "true", "content": 4, "progress": "50%"}));
    assert_eq!(plain, quoted);
    assert_eq!((plain.size, plain.locked), (Some(2.0), Some(true)));
    assert_eq!(read(&json!({"id": -1.5, "content": true})).content.as_deref(), Some("true"));
    assert_eq!(read(&json!({"id": u64::MAX})).id, "18446744073709551615");
    assert_eq!(read(&json!({"id": i64::MIN})).id, "-9223372036854775808");
}

#[test]
fn null_is_absence_everywhere() {
    let nulls = json!({"id": "1", "fontSize": null, "isLocked": null, "content": null, "due": null, "progress": null,
        "author": null, "readers": null, "scopes": null});
    assert_eq!(read(&nulls), read(&json!({"id": "1"})));
    let lists = read(&json!({"id": "1", "readers": [null, {"name": "Ada"}], "scopes": ["a", null]}));
    assert_eq!((lists.readers.len(), lists.scopes.len()), (1, 1));
}

#[test]
fn an_empty_text_is_no_time_and_no_percentage() {
    let empty = read(&json!({"id": "1", "content": "", "due": "", "progress": ""}));
    assert_eq!((empty.due, empty.progress), (None, None));
    assert_eq!(empty.content.as_deref(), Some(""));
}

#[test]
fn unknown_fields_are_kept_and_written_back() {
    let json = json!({"id": "1", "author": {"name": "Ada", "born": 1815}, "new": {"a": [1, null]}});
    let note = read(&json);
    assert_eq!(note.extra["new"], json!({"a": [1, null]}));
    assert_eq!(note.author.as_ref().unwrap().extra["born"], 1815);
    assert_eq!(serde_json::to_value(&note).unwrap(), json);
    // Names with escapes cannot be borrowed from the response.
    assert_eq!(serde_json::from_str::<Note>(r#"{"\u0069d":"1","\n":2}"#).unwrap().extra["\n"], 2);
}

#[test]
fn words_read_from_a_list_and_from_a_string() {
    let list = read(&json!({"id": "1", "scopes": ["boards:read", "boards:write"]}));
    assert_eq!(list, read(&json!({"id": "1", "scopes": " boards:read  boards:write"})));
    assert_eq!(list.scopes, ["boards:read", "boards:write"]);
    assert_eq!(read(&json!({"id": "1", "scopes": ["a", 7, null]})).scopes, ["a", "7"]);
}

#[test]
fn any_deserializer_will_do() {
    let json =
        json!({"id": "1", "author": {"name": "Ada"}, "readers": [{"name": "Bob"}], "due": "2023-10-12"});
    let json = json.to_string().replace("2023-10-12", "2023-10-12T00:00:00Z");
    let slice: Note = serde_json::from_slice(json.as_bytes()).unwrap();
    assert_eq!(serde_json::from_str::<Note>(&json).unwrap(), slice);
    assert_eq!(serde_json::from_reader::<_, Note>(json.as_bytes()).unwrap(), slice);
    assert_eq!(serde_json::from_value::<Note>(serde_json::from_str(&json).unwrap()).unwrap(), slice);
}

#[test]
fn what_is_required_is_named() {
    for json in ["{}", r#"{"id":null}"#, r#"{"id":""}"#] {
        assert!(error(json).starts_with("missing field `id` at line 1"), "{}", error(json));
    }
}

#[test]
fn what_cannot_be_read_is_named_with_its_place() {
    for (json, expected) in [
        ("[]", "invalid type: sequence, expected an object at line 1 column 0"),
        ("null", "invalid type: null, expected an object"),
        (r#"{"id":{}}"#, "invalid type: map, expected a string or a number at line 1 column 8"),
        (r#"{"id":"1""#, "EOF while parsing an object at line 1 column 9"),
        (r#"{"new":tru}"#, "expected ident at line 1 column 11"),
        (r#"{"author":{"name":tru}}"#, "expected ident at line 1 column 22"),
    ] {
        assert_eq!(error(json), expected, "{json}");
    }
}

#[test]
fn a_value_that_does_not_fit_costs_itself_and_stays_as_it_came() {
    for (field, value) in [
        ("fontSize", json!("NaN")),
        ("fontSize", json!("")),
        ("isLocked", json!(7)),
        ("content", json!({"a": [1]})),
        ("due", json!("soon")),
        ("due", json!(1_700_000_000)),
        ("progress", json!("half")),
        ("author", json!({"born": 1815})),
        ("author", json!(7)),
        ("author", json!([])),
        ("readers", json!({})),
        ("scopes", json!({"a": 1})),
    ] {
        let json = json!({"id": "1", "content": "text", field: value, "new": 1});
        let note = read(&json);
        assert_eq!(note.extra[field], value);
        assert_eq!(note.extra["new"], 1);
        assert_eq!(note.content.is_none(), field == "content");
        assert_eq!(serde_json::to_value(&note).unwrap(), json, "it is written back as it came");
        assert_eq!(serde_json::from_value::<Note>(json).unwrap(), note);
    }
}

#[test]
fn a_malformed_element_costs_no_other_element() {
    let json =
        json!({"id": "1", "readers": [{"name": "Ada"}, 7, {"born": 1815}, {"name": "Bob", "born": []}]});
    let note = read(&json);
    let names: Vec<_> = note.readers.iter().map(|author| author.name.as_str()).collect();
    assert_eq!(names, ["Ada", "Bob"]);
    assert_eq!(note.extra["readers"], json["readers"]);
    assert_eq!(serde_json::to_value(&note).unwrap(), json, "the list is written once, as it came");
}

#[test]
fn a_value_that_does_not_fit_costs_nothing_around_it() {
    let json =
        json!({"id": "1", "author": {"name": "Ada", "note": {"id": "2", "fontSize": "wide", "author": []}}});
    let book: Book = serde_json::from_value(json.clone()).unwrap();
    let note = book.author.as_ref().unwrap().note.as_ref().unwrap();
    assert_eq!((note.id.as_str(), note.size, &note.extra["author"]), ("2", None, &json!([])));
    assert_eq!(note.extra["fontSize"], "wide");
    assert_eq!(serde_json::to_value(&book).unwrap(), json);
}
