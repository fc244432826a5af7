use proc_macro2::{Delimiter, Ident, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{Parse as _, ParseStream};
use syn::{Attribute, LitStr, Path, Token, Visibility, braced, parenthesized};

use super::{drain, endpoint, peek_group};
use crate::ast::{At, Group, Link, Parent};
use crate::error::Errors;
use crate::suggest;

const HEAD: &str = "`of Parent` (a type of this crate), `for Parent` (any type), `at \"/path\"` or `{ .. }`";

pub(super) fn group(
    input: ParseStream<'_>,
    attributes: Vec<Attribute>,
    visibility: Visibility,
    errors: &mut Errors,
) -> syn::Result<Group> {
    let before = errors.count();
    let trait_token: Option<Token![trait]> = input.parse()?;
    if trait_token.is_none() && (input.peek(Token![struct]) || input.peek(Token![impl])) {
        errors.at(input.span(), "a group starts with its name: `pub Boards at \"/v2/boards\" { .. }`");
        input.parse::<TokenTree>()?;
    }
    let span = input.span();
    let name: Ident = input
        .parse()
        .map_err(|_| syn::Error::new(span, "expected a group: `pub Boards at \"/v2/boards\" { .. }`"))?;
    let accessor = accessor(input, errors)?;
    let mut group = Group {
        attributes,
        visibility,
        trait_token,
        name,
        accessor,
        parent: None,
        at: None,
        endpoints: Vec::new(),
        body: span,
        sound: true,
    };
    head(input, &mut group, errors)?;
    group.sound = errors.count() == before;
    if !peek_group(input, Delimiter::Brace) {
        errors.at(group.name.span(), format!("`{}` has no endpoints: write them in `{{ .. }}`", group.name));
        group.sound = false;
        return Ok(group);
    }
    let lines;
    group.body = braced!(lines in input).span.join();
    while !lines.is_empty() {
        group.endpoints.extend(endpoint::endpoint(&lines, errors));
    }
    Ok(group)
}

/// `as members`
fn accessor(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Option<Ident>> {
    let Some(keyword) = input.parse::<Option<Token![as]>>()? else { return Ok(None) };
    if input.peek(Ident::peek_any) && !input.peek(Token![for]) {
        return input.call(Ident::parse_any).map(Some);
    }
    errors.at(keyword.span, "`as` is followed by the accessor's name: `TeamMembers as members`");
    Ok(None)
}

fn head(input: ParseStream<'_>, group: &mut Group, errors: &mut Errors) -> syn::Result<()> {
    while !input.is_empty() && !peek_group(input, Delimiter::Brace) {
        if input.peek(Token![;]) {
            // The caller reports that `pub Boards;` has no endpoints.
            input.parse::<Token![;]>()?;
            return Ok(());
        }
        if input.peek(Token![pub]) || input.peek(Token![#]) || input.peek(Token![const]) {
            // This is the next declaration: the braces of the current one are missing.
            return Ok(());
        }
        if input.peek(LitStr) {
            errors.at(input.span(), "write `at` before the path of a group");
            let suffix = input.parse()?;
            group.at.get_or_insert(At { scim: false, suffix });
            continue;
        }
        let Ok(word) = input.call(Ident::parse_any) else {
            errors.at(input.span(), format!("expected {HEAD}"));
            skip_to_body(input);
            return Ok(());
        };
        match word.to_string().as_str() {
            "of" => parent(input, group, &word, Link::Of(word.span()), errors)?,
            "for" => parent(input, group, &word, Link::For, errors)?,
            "at" => at(input, group, &word, errors)?,
            "as" => {
                let name = &group.name;
                errors.at(word.span(), format!("the accessor's name follows the group's: `{name} as ..`"));
                if input.peek(Ident::peek_any) {
                    group.accessor = Some(input.call(Ident::parse_any)?);
                }
            }
            unknown => {
                let meant = suggest::closest(unknown, ["of", "for", "at"]);
                match meant {
                    Some(meant) => {
                        errors.at(word.span(), format!("unknown word `{unknown}`: did you mean `{meant}`?"));
                    }
                    None => errors.at(word.span(), format!("unknown word `{unknown}`: expected {HEAD}")),
                }
                if meant == Some("at") || input.peek(LitStr) {
                    at(input, group, &word, errors)?;
                } else if input.peek(Ident::peek_any) && group.parent.is_none() {
                    parent(input, group, &word, Link::For, errors)?;
                }
            }
        }
    }
    Ok(())
}

fn parent(
    input: ParseStream<'_>,
    group: &mut Group,
    word: &Ident,
    link: Link,
    errors: &mut Errors,
) -> syn::Result<()> {
    if !input.peek(Ident::peek_any) && !input.peek(Token![::]) || input.peek(Token![for]) {
        errors.at(word.span(), format!("`{word}` is followed by the parent's type: `{word} BoardHandle`"));
        return Ok(());
    }
    let path = input.call(Path::parse_mod_style)?;
    let mut supplies = Vec::new();
    if peek_group(input, Delimiter::Parenthesis) {
        let names;
        parenthesized!(names in input);
        match names.parse_terminated(Ident::parse, Token![,]) {
            Ok(names) => supplies.extend(names),
            Err(error) => {
                drain(&names);
                errors.at(
                    error.span(),
                    "the placeholders that the parent supplies are listed by name: `(org_id, team_id)`",
                );
            }
        }
    }
    if let Some(at) = &group.at {
        errors.at(
            word.span(),
            format!("the parent comes before the path: `{word} .. at {:?}`", at.suffix.value()),
        );
    }
    if group.parent.is_some() {
        errors.at(word.span(), "a group has one parent");
        return Ok(());
    }
    group.parent = Some(Parent { link, path, supplies });
    Ok(())
}

fn at(input: ParseStream<'_>, group: &mut Group, word: &Ident, errors: &mut Errors) -> syn::Result<()> {
    let host: Option<Ident> = input.parse()?;
    if let Some(host) = &host
        && host != "scim"
    {
        let meant = suggest::did_you_mean(&host.to_string(), ["scim"]);
        let meant = if meant.is_empty() { ": write `at \"/path\"` or `at scim \"/path\"`" } else { &meant };
        errors.at(host.span(), format!("unknown host `{host}`{meant}"));
    }
    if !input.peek(LitStr) {
        errors.at(word.span(), "missing path after `at`: write `at \"/sticky_notes\"`, or leave `at` out");
        return Ok(());
    }
    let suffix = input.parse()?;
    if group.at.is_some() {
        errors.at(word.span(), "a group has one path");
        return Ok(());
    }
    group.at = Some(At { scim: host.is_some_and(|host| host == "scim"), suffix });
    Ok(())
}

fn skip_to_body(input: ParseStream<'_>) {
    while !input.is_empty() && !peek_group(input, Delimiter::Brace) {
        if input.parse::<TokenTree>().is_err() {
            return;
        }
    }
}
