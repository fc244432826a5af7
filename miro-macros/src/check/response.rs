use proc_macro2::Ident;

use super::types::{self, Ranged};
use crate::ast;
use crate::error::Errors;
use crate::model::{Method, Paging, Response};
use crate::suggest;

pub(super) fn response(line: &ast::Endpoint, method: Method, errors: &mut Errors) -> Response {
    let nothing = Response::Empty(line.name.span());
    match &line.response {
        None | Some(ast::Response::Empty) => nothing,
        Some(ast::Response::One(ty)) => {
            if let Some(inner) = types::argument(ty, "Option") {
                return Response::Option(inner.clone());
            }
            if let Some(inner) = types::argument(ty, "Result") {
                errors.on(ty, format!("every call can fail: write `-> {}`", types::text(inner)));
                return Response::One(inner.clone());
            }
            Response::One(ty.clone())
        }
        Some(ast::Response::Paged(wrapper, item, range)) => {
            let paging = paging(wrapper, errors);
            if method != Method::Get {
                errors.at(
                    wrapper.span(),
                    format!(
                        "only GET is paged, and this is {}: write `Vec<..>` or a type of its own",
                        method.name()
                    ),
                );
            }
            let range = range.as_ref().map(|range| {
                let (low, high) = types::bounds(range, Ranged::Counts, errors);
                if low == 0 || high > i64::from(u32::MAX) {
                    errors.on(&range.tokens, "a page has 1 to 4294967295 elements: write `1..=50`");
                }
                (low.max(1), high.clamp(1, i64::from(u32::MAX)))
            });
            Response::Paged(paging, item.clone(), range.unwrap_or_else(|| paging.default_range()))
        }
    }
}

/// Returns the paging of the response; for an unknown name, the one that was probably meant.
fn paging(wrapper: &Ident, errors: &mut Errors) -> Paging {
    let name = wrapper.to_string();
    if let Some(paging) = Paging::parse(&name) {
        return paging;
    }
    let page_of = name.strip_suffix("Page").unwrap_or(&name);
    match suggest::closest(page_of, Paging::NAMES).and_then(Paging::parse) {
        Some(meant) => {
            let meant_name = meant.name();
            errors
                .at(wrapper.span(), format!("unknown paging `{name}<..>`: did you mean `{meant_name}<..>`?"));
            meant
        }
        None => {
            errors.at(
                wrapper.span(),
                format!("`{name}<..>` is not a kind of paging: write `Offset<..>`, `Cursor<..>` or `StartIndex<..>`"),
            );
            Paging::Offset
        }
    }
}
