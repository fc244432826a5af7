use quote::quote;

use crate::check::check;
use crate::doc_comment;
use crate::parse::parse;
use crate::root::Root;

/// Returns the documentation of the method and of each parameter, and the error messages.
fn documented(line: proc_macro2::TokenStream) -> (Vec<String>, Vec<String>) {
    let (model, errors) = check(Root(quote!(::miro)), parse(quote!(pub Things for BoardHandle { #line })));
    let texts = |attributes: &[syn::Attribute]| {
        let lines: Vec<_> = attributes.iter().filter_map(doc_comment::text).collect();
        lines.join("|")
    };
    let endpoints = model.groups.iter().flat_map(|group| &group.endpoints);
    let documentation = endpoints.flat_map(|endpoint| {
        let arguments = endpoint.required.iter().chain(&endpoint.optional);
        std::iter::once(texts(&endpoint.attributes))
            .chain(arguments.map(|argument| texts(&argument.attributes)))
    });
    (documentation.collect(), errors.messages())
}

#[test]
fn an_item_describes_its_parameter() {
    let (texts, messages) = documented(quote! {
        /// Lists things.
        ///
        /// - `since`: the first moment.
        /// - `emails`: of these users
        ///   only.
        /// * `kind`: `All` if it is not set
        /// and no other.
        ///
        ///   As Miro says:
        ///   - nothing
        ///     more
        ///
        /// More about things.
        #[deprecated]
        list GET "/a" ?{ since!: Timestamp, emails: [str], type as kind: Kind, size: u32 } -> A ["a"];
    });
    assert_eq!(messages, [""; 0]);
    assert_eq!(
        texts,
        [
            " Lists things.|| More about things.",
            " The first moment.",
            " Of these users| only.",
            " `All` if it is not set| and no other.|| As Miro says:| - nothing|   more",
            "",
        ]
    );
}

#[test]
fn other_lists_are_unchanged() {
    let written = quote! {
        /// Lists things:
        /// - `emails` and more.
        /// - `unheard`: of.
        /// - `item_ids`: an argument of the path.
        /// - plain
        ///
        /// ```
        /// - `emails`: in code
        /// ```
        list GET "/a/{item_ids: str}" ?{ emails: [str], item_id: ItemId } -> A ["a"];
    };
    let (texts, messages) = documented(written);
    assert_eq!(messages, [""; 0]);
    assert!(texts.first().is_some_and(|text| text.contains("in code") && text.contains("`emails` and more")));
    assert_eq!(texts.get(1..), Some([String::new(), String::new()].as_slice()));
}

#[test]
fn paragraphs_around_a_list_stay_separate() {
    let (texts, _) = documented(quote! {
        /// Lists things:
        /// - `emails`: of these users only.
        ///
        /// More about things.
        list GET "/a" ?{ emails: [str] } -> A ["a"];
    });
    assert_eq!(texts, [" Lists things:|| More about things.", " Of these users only."]);
}

#[test]
fn a_list_of_items_only_leaves_no_documentation() {
    let (texts, _) = documented(quote! {
        /// - `emails`: of these users only.
        list GET "/a" ?{ emails: [str] } -> A ["a"];
    });
    assert_eq!(texts, ["", " Of these users only."]);
}

#[test]
fn misspelled_and_repeated_items_are_errors() {
    let (_, messages) = documented(quote! {
        /// - `email`: of these users only.
        /// - `type`: of this kind only.
        list GET "/a" ?{ emails: [str], type as kind: Kind } -> A ["a"];
        /// - `emails`: of these users only.
        /// - `emails`: of these users only.
        /// - `kind`: of this kind only.
        again GET "/b" ?{
            emails: [str],
            /// Of this kind only.
            kind: Kind,
        } -> A ["b"];
    });
    assert_eq!(
        messages,
        [
            "no parameter is called `email` here: did you mean `emails`?",
            "no parameter is called `type` here: did you mean `kind`?",
            "`emails` is described above already: leave one out",
            "`kind` is described here and in the list above: leave one out",
        ]
    );
}
