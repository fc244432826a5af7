//! Formats of texts.

use serde_json::Value;

use crate::validation::messages;

pub(super) fn number_in_string(
    text: &str,
    min: f64,
    max: f64,
    always_with_fraction: bool,
) -> Result<Value, String> {
    let number: f64 = text.parse().map_err(|_| messages::unexpected_type("Number"))?;
    if !(min..=max).contains(&number) {
        return Err(format!("must be from {min} to {max}"));
    }
    Ok(if always_with_fraction { format!("{number:?}") } else { number.to_string() }.into())
}

pub(super) fn is_hex_color(text: &str) -> bool {
    let digits = text.strip_prefix('#').unwrap_or_default();
    matches!(digits.len(), 6 | 8) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

pub(super) fn is_numeric(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

pub(super) fn is_utc(text: &str, milliseconds: bool) -> bool {
    // Jiff also accepts a space in place of `T`.
    let Some(local) = text.strip_suffix('Z').filter(|local| local.contains('T')) else { return false };
    let fraction = local.split_once('.').map(|(_, digits)| digits);
    match fraction {
        Some(digits) if milliseconds => digits.len() == 3,
        None => !milliseconds,
        Some(_) => true,
    }
}

pub(super) fn is_date(text: &str) -> bool {
    // Jiff also accepts a longer text that starts with a date.
    text.len() == "2024-12-31".len() && text.parse::<jiff::civil::Date>().is_ok()
}

pub(super) fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

pub(super) fn is_url(text: &str, schemes: &[&str]) -> bool {
    url::Url::parse(text).is_ok_and(|url| schemes.contains(&url.scheme()))
}
