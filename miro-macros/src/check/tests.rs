use quote::quote;

use super::check;
use crate::model::{Endpoint, Form, Host, Model, Paging, Prefix, Response, Stability, Taken};
use crate::parse::parse;
use crate::root::Root;

fn checked(declarations: proc_macro2::TokenStream) -> (Model, Vec<String>) {
    let (model, errors) = check(Root(quote!(::miro)), parse(declarations));
    (model, errors.messages())
}

fn sound(declarations: proc_macro2::TokenStream) -> Model {
    let (model, messages) = checked(declarations);
    assert_eq!(messages, [""; 0]);
    model
}

/// Returns the one error of an endpoint in an otherwise valid group.
fn mistake(line: proc_macro2::TokenStream) -> String {
    let (_, messages) = checked(quote!(pub Things for BoardHandle { #line }));
    assert_eq!(messages.len(), 1, "{messages:?}");
    messages.concat()
}

fn endpoints(model: &Model) -> impl Iterator<Item = &Endpoint> {
    model.groups.iter().flat_map(|group| &group.endpoints)
}

#[test]
fn a_parent_supplies_placeholders() {
    let model = sound(quote! {
        pub OrgHandle of MiroApi at "/v2/orgs/{org_id}" { get GET "" -> Org ["get-org"]; }
        pub TeamHandle of OrgHandle at "/teams/{team_id}" { get GET "" -> Team ["get-team"]; }
        pub Members of TeamHandle { list GET "/v2/orgs/{org_id}/teams/{team_id}/members/{member_id}" -> Member ["get-member"]; }
        pub Boards for BoardHandle(org_id) { list GET "/v2/orgs/{org_id}/boards/{board_id}/{case_id}" -> Board ["get-board"]; }
    });
    let arguments: Vec<Vec<String>> = endpoints(&model)
        .map(|endpoint| {
            endpoint.path.placeholders.iter().map(|placeholder| placeholder.name.to_string()).collect()
        })
        .collect();
    assert_eq!(arguments, [vec![], vec![], vec!["member_id".to_owned()], vec!["case_id".to_owned()]]);
    let whole = |index: usize| match model.groups.get(index).map(|group| &group.prefix) {
        Some(Prefix::Whole(path)) => path.clone(),
        _ => String::new(),
    };
    assert_eq!(whole(1), "/v2/orgs/{org_id}/teams/{team_id}");
}

#[test]
fn derives_stability_and_host_from_the_path() {
    let model = sound(quote! {
        pub A { a GET "/v1/a" -> A ["a"]; b GET "/v2/b" -> A ["b"]; c GET "/v2-experimental/c" -> A ["c"]; }
        pub B of MiroApi at "/v2-experimental/b" { a GET "" -> A ["d"]; b GET "/x" -> A [enterprise "e"]; }
        pub C of Scim at scim "/Users" { a GET "" -> A ["f"]; }
        pub D of Somewhere at "/d" { a GET "" -> A ["g"]; }
    });
    let stabilities: Vec<_> =
        endpoints(&model).map(|endpoint| endpoint.meta.as_ref().and_then(|meta| meta.stability)).collect();
    use Stability::{Enterprise, Experimental, Scim, V1, V2};
    let expected = [V1, V2, Experimental, Experimental, Enterprise, Scim].map(Some);
    assert_eq!(stabilities, expected.into_iter().chain([None]).collect::<Vec<_>>());
    let hosts: Vec<_> = model.groups.iter().map(|group| group.host).collect();
    assert!(hosts == [Host::Api, Host::Api, Host::Scim, Host::Parents]);
}

#[test]
fn an_accessor_has_its_own_name_or_that_of_its_group() {
    let (model, messages) = checked(quote! {
        pub TeamMembers of TeamHandle at "/members" { a GET "" -> A ["a"]; }
        pub TeamParts as parts of TeamHandle at "/parts" { b GET "" -> A ["b"]; }
        pub Types as type of TeamHandle at "/types" { c GET "" -> A ["c"]; }
        pub trait Extras as more for TeamHandle { d GET "/d" -> A ["d"]; }
    });
    let accessors = model.groups.iter().filter_map(|group| match &group.form {
        Form::Accessor { accessor, .. } => Some(accessor.to_string()),
        Form::Trait => None,
    });
    assert_eq!(accessors.collect::<Vec<_>>(), ["team_members", "parts", "Types"]);
    assert_eq!(
        messages,
        [
            "this group's accessor would be called `type`, a Rust keyword: rename it",
            "a trait has no accessor to name: leave `as ..` out",
        ]
    );
}

#[test]
fn page_sizes_default_to_miros_limits() {
    let model = sound(quote! {
        pub A {
            a GET "/a" -> Offset<A> ["a"];
            b GET "/b" -> Cursor<A> ["b"];
            c GET "/c" -> StartIndex<A> ["c"];
            d GET "/d" -> Cursor<A, 1..=500> ["d"];
        }
    });
    let pages: Vec<_> = endpoints(&model)
        .filter_map(|endpoint| match &endpoint.response {
            Response::Paged(paging, _, range) => Some((*paging, *range)),
            _ => None,
        })
        .collect();
    let expected = [
        (Paging::Offset, (1, 50)),
        (Paging::Cursor, (10, 50)),
        (Paging::StartIndex, (1, 1000)),
        (Paging::Cursor, (1, 500)),
    ];
    assert_eq!(pages, expected);
}

#[test]
fn values_are_passed_according_to_their_type() {
    let model = sound(
        quote!(pub A { a GET "/a/{x_id}/{y: str}/{z: u32}" ?{ b: bool, s: str, t: ThingId } -> A ["a"]; }),
    );
    let endpoint = endpoints(&model).next().unwrap();
    let kind = |taken: &Taken| match taken {
        Taken::Text(_) => 't',
        Taken::Plain(_) => 'p',
        Taken::Into(_) => 'i',
    };
    let path: String =
        endpoint.path.placeholders.iter().map(|placeholder| kind(&placeholder.taken)).collect();
    let query: String = endpoint.optional.iter().map(|argument| kind(&argument.taken)).collect();
    assert_eq!((path.as_str(), query.as_str()), ("itp", "pti"));
    assert_eq!(endpoint.path.text, "/a/{x_id}/{y}/{z}");
}

#[test]
fn an_error_suggests_a_correction() {
    for (line, message) in [
        (quote!(a get "/a" -> A ["a"];), "HTTP methods are in capitals: write `GET`"),
        (quote!(a GETT "/a" -> A ["a"];), "unknown HTTP method `GETT`: did you mean `GET`?"),
        (
            quote!(a GET "/a" -> A [organization:teams:read "a"];),
            "unknown scope `organization:teams:read`: did you mean `organizations:teams:read`?",
        ),
        (
            quote!(a GET "/a" -> A [boards:reed "a"];),
            "unknown scope `boards:reed`: did you mean `boards:read`?",
        ),
        (quote!(a GET "/a" -> A [L7 "a"];), "unknown level `L7`: Miro has `L1`, `L2`, `L3` and `L4`"),
        (quote!(a GET "/a" -> A [anonimous "a"];), "unknown word `anonimous`: did you mean `anonymous`?"),
        (quote!(a GET "/a" -> A [get-a];), "the operationId is a string: write `\"get-a\"`"),
        (quote!(a GET "/a/" -> A ["a"];), "a path does not end with a slash: write `\"/a\"`"),
        (
            quote!(a GET "/{a-id}" -> A ["a"];),
            "`{a-id}` is not a placeholder: write `{a_id}`, an argument's name",
        ),
        (
            quote!(a GET "/a" ?{ x: String } -> A ["a"];),
            "a text is written `str`: it is taken by `impl Into<String>`",
        ),
        (quote!(a GET "/a" ?{ x: Vec<XId> } -> A ["a"];), "several values are written in brackets: `[XId]`"),
        (
            quote!(a GET "/a" ?{ cursor: str } -> Cursor<A> ["a"];),
            "`cursor` is sent by the paging of `Cursor<..>`: leave it out",
        ),
        (quote!(a GET "/a" -> Ofset<A> ["a"];), "unknown paging `Ofset<..>`: did you mean `Offset<..>`?"),
        (quote!(a POST "/a" (Vec<A>) -> A ["a"];), "a list is written in brackets: `([A; 1..=20])`"),
        (quote!(a PUT "/a" (=) -> A ["a"];), "a body that is always the same is a constant: `(= CANCELLED)`"),
        (
            quote!(a PUT "/a" (= 7) -> A ["a"];),
            "a body that is always the same is a constant: `(= CANCELLED)`",
        ),
        (
            quote!(a PUT "/a" (= A) -> A [L1 per item "a"];),
            "`per item` counts what a body holds, and there is none: leave it out",
        ),
        (quote!(a GET "/a" -> Cursor<A, 9..=1> ["a"];), "`9..=1` is empty: write `1..=9`"),
    ] {
        assert_eq!(mistake(line), message);
    }
}

#[test]
fn an_invalid_endpoint_keeps_its_signature() {
    let (model, _) = checked(quote! {
        pub A { list gett "/a/{x id}" ?{ limit: u32, sort: str, sort: str } -> Page<A> [boards:raed L9]; }
    });
    let endpoint = endpoints(&model).next().unwrap();
    assert!(!endpoint.sound);
    assert_eq!(endpoint.path.placeholders.len(), 1);
    assert_eq!(endpoint.optional.len(), 1);
    assert!(matches!(endpoint.response, Response::Paged(Paging::Offset, ..)));
}
