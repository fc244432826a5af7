use proc_macro2::Span;
use syn::LitStr;

use crate::ast::{self, Entry};
use crate::error::Errors;
use crate::model::{Group, Host, Meta, Prefix, Stability, Template};
use crate::suggest;

/// Every scope that Miro documents.
const SCOPES: [&str; 22] = [
    "boards:read",
    "boards:write",
    "boards:export",
    "organizations:read",
    "organizations:teams:read",
    "organizations:teams:write",
    "organizations:groups:read",
    "organizations:groups:write",
    "organization:cases:management",
    "projects:read",
    "projects:write",
    "auditlogs:read",
    "aiinteractionlogs:read",
    "contentlogs:export",
    "sessions:delete",
    "identity:read",
    "identity:write",
    "team:read",
    "team:write",
    "microphone:listen",
    "screen:record",
    "webcam:record",
];

const WORDS: [&str; 12] = [
    "L1",
    "L2",
    "L3",
    "L4",
    "per item",
    "by size",
    "anonymous",
    "not idempotent",
    "experimental",
    "enterprise",
    "enterprise-guard",
    "unlisted",
];

/// Checks the entries between the brackets. Returns `None` without an operationId, because nothing can be built
/// then.
pub(super) fn meta(line: &ast::Endpoint, has_body: bool, errors: &mut Errors) -> Option<Meta> {
    let written = line.meta.as_ref()?;
    let mut found = Found::default();
    for entry in &written.entries {
        found.entry(entry, errors);
    }
    if let (Some(anonymous), Some((scope, _))) = (found.anonymous, found.scopes.first()) {
        errors.at(
            anonymous,
            format!("an anonymous call sends no token, so `{scope}` cannot be needed: leave one out"),
        );
    }
    if let Some(span) = found.per_item {
        if !has_body {
            errors.at(span, "`per item` counts what a body holds, and there is none: leave it out");
        }
        if found.level.is_none() {
            errors.at(span, "`per item` multiplies the credits of a level: write `L2 per item`");
        }
    }
    if let Some(span) = found.by_size
        && !has_body
    {
        errors.at(span, "`by size` looks at the body, and there is none: leave it out");
    }
    if let (Some(span), Some(method)) = (found.not_idempotent, &line.method)
        && matches!(method.to_string().as_str(), "POST" | "PATCH")
    {
        errors.at(
            span,
            format!("a {method} request is not idempotent in any case: leave `not idempotent` out"),
        );
    }
    if found.operation.is_none() && !found.unquoted {
        errors.at(
            written.bracket,
            "missing operationId: write it in quotes, `[boards:read L1 \"get-boards\"]`",
        );
    }
    Some(Meta {
        operation: found.operation?,
        scopes: found.scopes.into_iter().map(|(scope, _)| scope).collect(),
        level: found.level,
        by_size: found.by_size.is_some(),
        not_idempotent: found.not_idempotent.is_some(),
        per_item: found.per_item.is_some(),
        anonymous: found.anonymous.is_some(),
        stability: found.stability,
    })
}

#[derive(Default)]
struct Found {
    operation: Option<LitStr>,
    /// Whether the operationId is written without quotes.
    unquoted: bool,
    scopes: Vec<(String, Span)>,
    level: Option<u8>,
    per_item: Option<Span>,
    by_size: Option<Span>,
    not_idempotent: Option<Span>,
    anonymous: Option<Span>,
    stability: Option<Stability>,
}

impl Found {
    fn entry(&mut self, entry: &Entry, errors: &mut Errors) {
        match entry {
            Entry::Operation(id) => self.operation(id, errors),
            Entry::Scope(scope, tokens) => {
                if !SCOPES.contains(&scope.as_str()) {
                    errors.on(tokens, unknown_scope(scope));
                }
                let span =
                    tokens.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span());
                self.scope(scope, span, errors);
            }
            Entry::Other(scope) => {
                if SCOPES.contains(&scope.value().as_str()) {
                    errors.at(scope.span(), format!("this scope is known: write `{}`", scope.value()));
                }
                self.scope(&scope.value(), scope.span(), errors);
            }
            Entry::Per(word) => {
                if word != "item" {
                    errors.at(word.span(), format!("unknown word `per {word}`: did you mean `per item`?"));
                }
                self.per_item = Some(word.span());
            }
            Entry::Not(word) => {
                if word != "idempotent" {
                    errors.at(
                        word.span(),
                        format!("unknown word `not {word}`: did you mean `not idempotent`?"),
                    );
                }
                self.not_idempotent = Some(word.span());
            }
            Entry::By(word) => {
                if word != "size" {
                    errors.at(word.span(), format!("unknown word `by {word}`: did you mean `by size`?"));
                }
                self.by_size = Some(word.span());
            }
            Entry::Word(word, tokens) => {
                if let Err(message) =
                    self.word(word, tokens.clone().into_iter().next().map(|token| token.span()))
                {
                    errors.on(tokens, message);
                }
            }
        }
    }

    fn operation(&mut self, id: &LitStr, errors: &mut Errors) {
        let value = id.value();
        if value.is_empty()
            || !value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
        {
            let meant = SCOPES.iter().find(|scope| **scope == value);
            errors.at(
                id.span(),
                match meant {
                    Some(scope) => format!("a scope has no quotes, the operationId has: write `{scope}`"),
                    None => "an operationId is one word of Miro's reference: `\"get-boards\"`".to_owned(),
                },
            );
            self.unquoted = true;
        } else if let Some(first) = &self.operation {
            errors
                .at(id.span(), format!("an endpoint has one operationId, and it was \"{}\"", first.value()));
        } else {
            self.operation = Some(id.clone());
        }
    }

    fn scope(&mut self, scope: &str, span: Span, errors: &mut Errors) {
        if self.scopes.iter().any(|(earlier, _)| earlier == scope) {
            errors.at(span, format!("the scope `{scope}` is listed twice: leave one out"));
        }
        self.scopes.push((scope.to_owned(), span));
    }

    fn word(&mut self, word: &str, span: Option<Span>) -> Result<(), String> {
        if let Some(number) =
            word.strip_prefix(['L', 'l']).filter(|rest| rest.chars().all(|c| c.is_ascii_digit()))
        {
            return self.level(word, number);
        }
        let stability = match word {
            "anonymous" => {
                self.anonymous = span;
                return Ok(());
            }
            "experimental" => Stability::Experimental,
            "enterprise" => Stability::Enterprise,
            "enterprise-guard" => Stability::EnterpriseGuard,
            "unlisted" => Stability::Unlisted,
            unknown => return Err(self.unknown(unknown)),
        };
        match self.stability.replace(stability) {
            Some(_) => Err("an endpoint has one stability: leave one out".to_owned()),
            None => Ok(()),
        }
    }

    fn level(&mut self, word: &str, number: &str) -> Result<(), String> {
        let known = number.parse::<u8>().ok().filter(|number| (1..=4).contains(number));
        let earlier = self.level;
        self.level = known.or(earlier).or(Some(1));
        if let Some(earlier) = earlier {
            return Err(format!("an endpoint has one level, and it was `L{earlier}`"));
        }
        match known {
            Some(number) if word.starts_with('l') => {
                Err(format!("levels are in capitals: write `L{number}`"))
            }
            Some(_) => Ok(()),
            None => Err(format!("unknown level `{word}`: Miro has `L1`, `L2`, `L3` and `L4`")),
        }
    }

    fn unknown(&mut self, word: &str) -> String {
        if word == "deprecated" {
            return "write `#[deprecated]` above the line, as on any other item".to_owned();
        }
        if let Some(meant) = suggest::closest(word, WORDS.into_iter().chain(SCOPES)) {
            return format!("unknown word `{word}`: did you mean `{meant}`?");
        }
        if word.contains('-') {
            self.unquoted = true;
            return format!("the operationId is a string: write `\"{word}\"`");
        }
        format!("unknown word `{word}`: expected a scope, {}, or the operationId", WORDS.join(", "))
    }
}

fn unknown_scope(scope: &str) -> String {
    match suggest::closest(scope, SCOPES) {
        Some(meant) => format!("unknown scope `{scope}`: did you mean `{meant}`?"),
        None => format!("unknown scope `{scope}`: if Miro has it now, write `other(\"{scope}\")`"),
    }
}

impl Meta {
    /// Derives the stability from the path, if the endpoint has none.
    pub(super) fn settled(self, group: &Group, path: &Template) -> Self {
        let from_path = || match group.prefix.and(&path.text) {
            _ if group.host == Host::Scim => Some(Stability::Scim),
            Prefix::Whole(path) if path.starts_with("/v2-experimental/") => Some(Stability::Experimental),
            Prefix::Whole(path) if path.starts_with("/v1/") => Some(Stability::V1),
            Prefix::Whole(_) => Some(Stability::V2),
            Prefix::End(_) => None,
        };
        Self { stability: self.stability.or_else(from_path), ..self }
    }
}
