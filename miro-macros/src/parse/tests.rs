use quote::quote;

use super::parse;
use crate::ast::{BodyKind, Declarations, Endpoint, Entry, ParameterValue, Response};

/// Returns the endpoints of a group with this content, and the error messages.
fn lines(lines: proc_macro2::TokenStream) -> (Vec<Endpoint>, Vec<String>) {
    let (declarations, errors) = parse(quote!(pub Things of BoardHandle { #lines }));
    let Declarations { groups, .. } = declarations;
    (groups.into_iter().flat_map(|group| group.endpoints).collect(), errors.messages())
}

fn names(endpoints: &[Endpoint]) -> Vec<String> {
    endpoints.iter().map(|endpoint| endpoint.name.to_string()).collect()
}

#[test]
fn a_line_has_all_its_parts() {
    let (endpoints, messages) = lines(quote! {
        /// Docs.
        find POST "/find/{item_id}" ?{ q!: str in 1..=9, "s[]" as s: [u8], all = true } ([New; 1..=20]) -> Found
            [boards:read, other("x:y") L2 per item enterprise-guard "find-things"];
    });
    assert_eq!(messages, [""; 0]);
    let [find] = endpoints.as_slice() else { panic!("one line") };
    assert_eq!(find.attributes.len(), 1);
    assert!(find.method.as_ref().is_some_and(|method| method == "POST"));
    assert!(find.path.as_ref().is_some_and(|path| path.value() == "/find/{item_id}"));
    assert!(matches!(&find.response, Some(Response::One(_))));
    let Some(BodyKind::List(_, Some(range))) = find.body.as_ref().map(|body| &body.kind) else {
        panic!("a list")
    };
    assert_eq!((range.low, range.high), (1, 20));

    let [q, s, all] = find.query.as_slice() else { panic!("three parameters") };
    assert!(q.required.is_some() && matches!(&q.value, ParameterValue::One(_, Some(_))));
    assert!(s.wire.0 == "s[]" && matches!(&s.value, ParameterValue::List(_, None)));
    assert!(matches!(&all.value, ParameterValue::Fixed(value) if value == "true"));

    let entries = find.meta.iter().flat_map(|meta| &meta.entries);
    let words: Vec<_> = entries
        .map(|entry| match entry {
            Entry::Operation(text) | Entry::Other(text) => text.value(),
            Entry::Scope(text, _) | Entry::Word(text, _) => text.clone(),
            Entry::Per(word) => format!("per {word}"),
            Entry::Not(word) => format!("not {word}"),
            Entry::By(word) => format!("by {word}"),
        })
        .collect();
    assert_eq!(words, ["boards:read", "x:y", "L2", "per item", "enterprise-guard", "find-things"]);
}

#[test]
fn distinguishes_a_paged_response_from_a_generic_one() {
    let (endpoints, messages) = lines(quote! {
        a GET "" -> Offset<Thing> ["a"];
        b GET "" -> Cursor<Vec<Thing>, 10..=50,> ["b"];
        c GET "" -> offset<Thing, 1..=50> ["c"];
        d GET "" -> Vec<Thing> ["d"];
        e GET "" -> my::Page<Thing> ["e"];
        f GET "" -> Option<Thing> ["f"];
        g GET "" -> () ["g"];
    });
    assert_eq!(messages, [""; 0]);
    let kinds: String = endpoints
        .iter()
        .map(|endpoint| match &endpoint.response {
            Some(Response::Paged(..)) => 'p',
            Some(Response::One(_)) => '1',
            Some(Response::Empty) => '0',
            None => '?',
        })
        .collect();
    assert_eq!(kinds, "ppp1110");
}

#[test]
fn an_invalid_line_affects_no_other() {
    let (endpoints, messages) = lines(quote! {
        a GET "" => Thing ["a"];
        b GET "" -> Thing ["b"];
        "c" GET -> Thing ["c"];
        d GET "" ?{ x } -> Thing ["d"];
        e GET "" -> Thing ["e"];
    });
    assert_eq!(messages.len(), 3, "{messages:?}");
    assert_eq!(names(&endpoints), ["a", "b", "d", "e"]);
    let sound: Vec<_> = endpoints.iter().map(|endpoint| endpoint.sound).collect();
    assert_eq!(sound, [false, true, false, true]);
}

#[test]
fn a_missing_semicolon_hides_no_line() {
    let (endpoints, messages) = lines(quote! {
        a GET "" -> Thing ["a"]
        /// Docs.
        b GET "" -> Thing ["b"];
        c GET "" -> Thing
        d GET "" -> Thing ["d"]
    });
    assert_eq!(names(&endpoints), ["a", "b", "c", "d"]);
    assert_eq!(messages.len(), 3, "{messages:?}");
}

#[test]
fn an_invalid_parameter_affects_no_other() {
    let (endpoints, messages) = lines(quote!(a GET "" ?{ x, y: str, z: u8 in 1..9, w: str } -> Thing ["a"];));
    let [endpoint] = endpoints.as_slice() else { panic!("one line") };
    let wires: Vec<_> = endpoint.query.iter().map(|parameter| parameter.wire.0.as_str()).collect();
    assert_eq!(wires, ["y", "w"]);
    assert_eq!(messages.len(), 2, "{messages:?}");
}

#[test]
fn a_group_may_name_its_accessor() {
    let (declarations, errors) = parse(quote! {
        pub A as parts of Parent at "/a" { a GET "" -> Thing ["a"]; }
        pub B as for Parent { a GET "/b" -> Thing ["b"]; }
        pub C of Parent as parts { a GET "/c" -> Thing ["c"]; }
    });
    let accessor = |group: &crate::ast::Group| group.accessor.as_ref().map(ToString::to_string);
    let accessors: Vec<_> = declarations.groups.iter().map(accessor).collect();
    assert_eq!(accessors, [Some("parts".to_owned()), None, Some("parts".to_owned())]);
    assert!(declarations.groups.iter().all(|group| group.parent.is_some()));
    assert_eq!(
        errors.messages(),
        [
            "`as` is followed by the accessor's name: `TeamMembers as members`",
            "the accessor's name follows the group's: `C as ..`",
        ]
    );
}

#[test]
fn an_invalid_head_affects_no_other_group() {
    let (declarations, errors) = parse(quote! {
        pub const ALL;
        pub 7 { a GET "" -> Thing ["a"]; }
        pub B in Parent { a GET "" -> Thing ["a"]; }
        pub C
        pub trait D for Parent(x_id, y_id) at scim "/d" { a GET "" -> Thing ["a"]; }
    });
    let groups: Vec<_> = declarations.groups.iter().map(|group| group.name.to_string()).collect();
    assert_eq!(groups, ["B", "C", "D"]);
    assert_eq!(errors.count(), 3, "{:?}", errors.messages());
    let last = declarations.groups.last().unwrap();
    assert!(last.sound && last.trait_token.is_some());
    assert!(last.at.as_ref().is_some_and(|at| at.scim && at.suffix.value() == "/d"));
    assert!(last.parent.as_ref().is_some_and(|parent| parent.supplies.len() == 2));
}
