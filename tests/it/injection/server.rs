//! Parses a request as a server does.

use std::collections::BTreeMap;

use miro::transport::SentRequest;
use percent_encoding::percent_decode_str;

/// The received request.
#[derive(Debug, PartialEq)]
pub(super) struct Received {
    pub(super) method: String,
    /// The segments of the path, decoded.
    pub(super) segments: Vec<String>,
    /// Decoded, in order.
    pub(super) query: Vec<(String, String)>,
    /// By their names in lower case.
    pub(super) headers: BTreeMap<String, Vec<String>>,
    pub(super) body: Vec<u8>,
}

impl Received {
    /// # Errors
    /// Describes what no server would accept, or two servers would read differently.
    pub(super) fn of_request(request: &SentRequest) -> Result<Self, String> {
        let target = request.uri.path_and_query().ok_or("no target")?.as_str();
        let mut headers = BTreeMap::<_, Vec<_>>::new();
        for (name, value) in &request.headers {
            let value = value.to_str().map_err(|_| format!("{name} is not ASCII"))?;
            headers.entry(name.as_str().to_owned()).or_default().push(value.to_owned());
        }
        Self::new(request.method.as_str(), target, headers, request.body.to_vec())
    }

    /// # Errors
    /// As [`of_request`](Self::of_request).
    pub(super) fn of_bytes(bytes: &[u8]) -> Result<Self, String> {
        let end = bytes.windows(4).position(|end| end == b"\r\n\r\n").ok_or("no end of the head")?;
        let head = std::str::from_utf8(&bytes[..end]).map_err(|_| "a head that is no text")?;
        let mut lines = head.split("\r\n");
        let first: Vec<_> = lines.next().ok_or("no request line")?.split(' ').collect();
        let [method, target, "HTTP/1.1"] = first[..] else { return Err(format!("a request line {first:?}")) };
        let mut headers = BTreeMap::<_, Vec<_>>::new();
        for line in lines {
            let (name, value) = line.split_once(':').ok_or_else(|| format!("no header: {line:?}"))?;
            let is_token = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
            if name.is_empty() || !is_token || line.contains(['\r', '\n', '\0']) {
                return Err(format!("no header: {line:?}"));
            }
            headers.entry(name.to_ascii_lowercase()).or_default().push(value.trim().to_owned());
        }
        Self::new(method, target, headers, bytes[end + 4..].to_vec())
    }

    fn new(
        method: &str,
        target: &str,
        headers: BTreeMap<String, Vec<String>>,
        body: Vec<u8>,
    ) -> Result<Self, String> {
        if !target.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}#".contains(&byte)) {
            return Err(format!("what no target may hold: {target:?}"));
        }
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let path = path.strip_prefix('/').ok_or_else(|| format!("no path: {target:?}"))?;
        let segments = path.split('/').map(segment).collect::<Result<_, _>>()?;
        let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(pair);
        let query = pairs.collect::<Result<_, _>>()?;
        Ok(Self { method: method.to_owned(), segments, query, headers, body })
    }
}

fn segment(segment: &str) -> Result<String, String> {
    let decoded = decoded(segment)?;
    match decoded.as_str() {
        "." | ".." => Err(format!("a dot segment: {segment:?}")),
        _ => Ok(decoded),
    }
}

fn pair(pair: &str) -> Result<(String, String), String> {
    // Some servers read a plus as a space, others do not.
    if pair.contains('+') {
        return Err(format!("a plus that has two meanings: {pair:?}"));
    }
    let (name, value) = pair.split_once('=').ok_or_else(|| format!("a name without a value: {pair:?}"))?;
    Ok((decoded(name)?, decoded(value)?))
}

fn decoded(text: &str) -> Result<String, String> {
    let escapes = text.split('%').skip(1);
    let is_escape =
        |escape: &str| escape.len() >= 2 && escape.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    if !escapes.clone().all(is_escape) {
        return Err(format!("half an escape: {text:?}"));
    }
    let decoded = percent_decode_str(text).decode_utf8().map_err(|_| format!("no UTF-8: {text:?}"))?;
    Ok(decoded.into_owned())
}
