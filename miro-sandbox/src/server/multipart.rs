//! Bodies of the type `multipart/form-data` (RFC 7578), parsed strictly: malformed parts are rejected, although
//! most servers guess.

use std::ops::Range;

use bytes::Bytes;
use memchr::memmem;
use serde_json::{Map, Value};

use crate::server::call::{self, Call};
use crate::server::error::ApiError;
use crate::validation::messages;
use crate::validation::problems::Problems;

/// Maximum length of a boundary (RFC 2046).
const MAX_BOUNDARY_LENGTH: usize = 70;

/// A form as a list of parts.
#[derive(Debug)]
pub(crate) struct MultipartForm(Vec<Part>);

/// One part of a form.
#[derive(Debug, PartialEq)]
pub(crate) struct Part {
    name: String,
    pub(crate) file_name: Option<String>,
    /// The media type of the part; empty if the header is missing.
    pub(crate) content_type: String,
    pub(crate) body: Bytes,
}

impl MultipartForm {
    /// Parses the form in a request's body.
    pub(crate) fn of(call: &Call<'_>) -> Result<Self, ApiError> {
        let boundary = boundary(call::content_type(call.headers));
        let parts = boundary.and_then(|boundary| parts(&boundary, call.body));
        parts.map(Self).map_err(|reason| ApiError::bad_request(format!("Malformed multipart body: {reason}")))
    }

    /// Reports every part whose name is not one of these.
    pub(crate) fn allow(&self, names: &[&str], problems: &mut Problems) {
        for part in self.0.iter().filter(|part| !names.contains(&part.name.as_str())) {
            problems.not_supported(&part.name);
        }
    }

    /// Iterates over the parts with this name, in order.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &Part> {
        self.0.iter().filter(move |part| part.name == name)
    }

    /// Returns the part with this name, which may be missing, but not repeated.
    pub(crate) fn optional(&self, name: &str, problems: &mut Problems) -> Option<&Part> {
        let mut all = self.all(name);
        let first = all.next();
        if all.next().is_some() {
            problems.add(name, "must come once");
        }
        first
    }

    /// Returns the part with this name, which must occur once.
    pub(crate) fn required(&self, name: &str, problems: &mut Problems) -> Option<&Part> {
        let part = self.optional(name, problems);
        if part.is_none() {
            problems.required(name, messages::OBJECT);
        }
        part
    }
}

impl Part {
    /// Parses the part as a JSON object. Its content type may be missing, as in Miro's Node client, but not
    /// different.
    pub(crate) fn json_object(&self) -> Result<Map<String, Value>, ApiError> {
        let media_type = self.content_type.split(';').next().unwrap_or_default().trim();
        if !media_type.is_empty() && !media_type.eq_ignore_ascii_case("application/json") {
            return Err(ApiError::unsupported_media_type(&self.content_type));
        }
        match self.json()? {
            Value::Object(object) => Ok(object),
            _ => Err(ApiError::invalid(&self.name, messages::unexpected_type(messages::OBJECT))),
        }
    }

    /// Parses the part as JSON, ignoring its content type.
    pub(crate) fn json(&self) -> Result<Value, ApiError> {
        serde_json::from_slice(&self.body).map_err(|error| {
            ApiError::bad_request(format!("Malformed JSON in the part {}: {error}", self.name))
        })
    }
}

/// Returns the boundary in a media type.
fn boundary(content_type: &str) -> Result<String, String> {
    let (_, parameters) = value_and_parameters(content_type).ok_or("the content type cannot be read")?;
    let boundary = parameters.into_iter().find(|(name, _)| name == "boundary").map(|(_, value)| value);
    let boundary = boundary.ok_or("the content type names no boundary")?;
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"'()+_,-./:=? ".contains(&byte);
    if !(1..=MAX_BOUNDARY_LENGTH).contains(&boundary.len())
        || !boundary.bytes().all(allowed)
        || boundary.ends_with(' ')
    {
        return Err("the boundary is not allowed".to_owned());
    }
    Ok(boundary)
}

fn parts(boundary: &str, body: &Bytes) -> Result<Vec<Part>, String> {
    let first = format!("--{boundary}");
    let next = memmem::Finder::new(&format!("\r\n{first}")).into_owned();
    if !body.starts_with(first.as_bytes()) {
        return Err("it does not begin with the boundary".to_owned());
    }
    let mut parts = Vec::new();
    let mut place = first.len();
    loop {
        let rest = &body[place..];
        if matches!(rest, b"--" | b"--\r\n") {
            return Ok(parts);
        }
        if !rest.starts_with(b"\r\n") {
            return Err("a boundary does not end its line".to_owned());
        }
        let start = place + 2;
        let blank = memmem::find(&body[start..], b"\r\n\r\n").ok_or("the headers of a part do not end")?;
        let content = start + blank + 4;
        let length = next.find(&body[content..]).ok_or("it ends before its last boundary")?;
        parts.push(part(body, start..start + blank, content..content + length)?);
        place = content + length + next.needle().len();
    }
}

fn part(body: &Bytes, head: Range<usize>, content: Range<usize>) -> Result<Part, String> {
    let head = str::from_utf8(&body[head]).map_err(|_| "the headers of a part are not UTF-8")?;
    let (mut disposition, mut content_type) = (None, String::new());
    for line in head.split("\r\n") {
        let (name, value) = line.split_once(':').ok_or("a header of a part has no colon")?;
        match name.to_ascii_lowercase().as_str() {
            "content-disposition" => disposition = value_and_parameters(value),
            "content-type" => content_type = value.trim().to_owned(),
            _ => {}
        }
    }
    let (kind, parameters) = disposition.ok_or("a part has no Content-Disposition")?;
    let parameter =
        |wanted: &str| parameters.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone());
    if !kind.eq_ignore_ascii_case("form-data") {
        return Err(format!("the Content-Disposition of a part is {kind}"));
    }
    let name = parameter("name").ok_or("a part has no name")?;
    Ok(Part { name, file_name: parameter("filename"), content_type, body: body.slice(content) })
}

/// Splits a header such as `form-data; name="data"`. Parameter names are converted to lower case.
fn value_and_parameters(header: &str) -> Option<(&str, Vec<(String, String)>)> {
    let (value, mut rest) = header.split_once(';').unwrap_or((header, ""));
    let mut parameters = Vec::new();
    while !rest.trim().is_empty() {
        let (name, after) = rest.split_once('=')?;
        let (parameter, after) = match after.strip_prefix('"') {
            Some(quoted) => unquoted(quoted)?,
            None => {
                let (token, after) = after.split_once(';').unwrap_or((after, ""));
                (token.trim().to_owned(), after)
            }
        };
        parameters.push((name.trim().to_ascii_lowercase(), parameter));
        rest = after;
    }
    Some((value.trim(), parameters))
}

/// Parses a quoted string after its first quotation mark. Also returns the text after the next semicolon.
fn unquoted(quoted: &str) -> Option<(String, &str)> {
    let mut text = String::new();
    let mut characters = quoted.char_indices();
    while let Some((index, character)) = characters.next() {
        match character {
            '\\' => text.push(characters.next()?.1),
            '"' => {
                let after = quoted[index + 1..].trim_start();
                let after = if after.is_empty() { after } else { after.strip_prefix(';')? };
                return Some((text, after));
            }
            other => text.push(other),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::{Part, boundary, parts, value_and_parameters};

    fn read(body: &str) -> Result<Vec<Part>, String> {
        parts("limit", &Bytes::copy_from_slice(body.replace('\n', "\r\n").as_bytes()))
    }

    fn part(name: &str, file_name: Option<&str>, content_type: &str, body: &'static str) -> Part {
        let (file_name, content_type) = (file_name.map(str::to_owned), content_type.to_owned());
        Part { name: name.to_owned(), file_name, content_type, body: Bytes::from_static(body.as_bytes()) }
    }

    #[test]
    fn parts_are_in_order_with_their_headers() {
        let body = "--limit\nContent-Disposition: form-data; name=\"data\"\nContent-Type: application/json\n\n{}\n\
                    --limit\ncontent-disposition: form-data; name=resource; filename=\"a \\\"b\\\"; c.png\"\n\n\
                    --limi\n\n--limit--\n";
        let data = part("data", None, "application/json", "{}");
        let resource = part("resource", Some("a \"b\"; c.png"), "", "--limi\r\n");
        assert_eq!(read(body).unwrap(), [data, resource]);
        assert_eq!(read("--limit--").unwrap(), []);
    }

    #[test]
    fn malformed_bodies_are_rejected() {
        let head = "Content-Disposition: form-data; name=a";
        for (body, reason) in [
            ("".to_owned(), "begin"),
            (format!("preamble\n--limit\n{head}\n\nx\n--limit--"), "begin"),
            (format!("--limit\n{head}\n\nx"), "last boundary"),
            (format!("--limit\n{head}\n\nx\n--limit"), "line"),
            (format!("--limit\n{head}\n\nx\n--limit--\nepilogue"), "line"),
            (format!("--limit\n{head}\nx\n--limit--"), "headers of a part do not end"),
            ("--limit\nContent-Type: text/plain\n\nx\n--limit--".to_owned(), "no Content-Disposition"),
            ("--limit\nContent-Disposition: form-data\n\nx\n--limit--".to_owned(), "no name"),
            ("--limit\nContent-Disposition: attachment; name=a\n\nx\n--limit--".to_owned(), "attachment"),
            ("--limit\nContent-Disposition form-data\n\nx\n--limit--".to_owned(), "colon"),
            ("--limit\nContent-Disposition: form-data; name=\"a\n\nx\n--limit--".to_owned(), "Disposition"),
        ] {
            let error = read(&body).unwrap_err();
            assert!(error.contains(reason), "{body}: {error}");
        }
    }

    #[test]
    fn boundary_can_be_quoted() {
        assert_eq!(boundary("multipart/form-data; boundary=abc").as_deref(), Ok("abc"));
        assert_eq!(
            boundary("multipart/form-data; charset=utf-8; Boundary=\"a b:c\"").as_deref(),
            Ok("a b:c")
        );
        for refused in ["", "; boundary=", "; boundary=\"a \"", "; boundary=a\"b", "; boundary=\"a"] {
            assert!(boundary(&format!("multipart/form-data{refused}")).is_err(), "{refused}");
        }
        assert!(boundary(&format!("multipart/form-data; boundary={}", "x".repeat(71))).is_err());
        assert!(value_and_parameters("form-data; name").is_none());
    }
}
