//! Searches texts for secrets and for pieces of them: half a token in a log is a leak too.

use std::collections::HashMap;

use miro_sandbox::RecordedRequest;

/// The secrets, each with a name for the report.
#[derive(Default)]
pub(super) struct Secrets(Vec<(&'static str, String)>);

/// Long enough not to occur by chance.
const PIECE: usize = 12;

impl Secrets {
    pub(super) fn add(&mut self, name: &'static str, secret: impl Into<String>) {
        let secret = secret.into();
        assert!(secret.len() >= PIECE && secret.is_ascii(), "{name} would not be found");
        if !self.0.iter().any(|(_, known)| *known == secret) {
            self.0.push((name, secret));
        }
    }

    /// Adds the tokens, codes and secrets that were sent.
    pub(super) fn add_sent(&mut self, requests: &[RecordedRequest]) {
        for request in requests {
            let header = request.headers.get("authorization").and_then(|value| value.to_str().ok());
            if let Some(token) = header.and_then(|value| value.strip_prefix("Bearer ")) {
                self.add("access token", token);
            }
            let form = format!("?{}", String::from_utf8_lossy(&request.body));
            for name in ["client_secret", "refresh_token", "code"] {
                if let Some(value) = crate::login::parameter(&form, name) {
                    self.add(name, value);
                }
            }
        }
    }

    pub(super) fn names(&self) -> Vec<&'static str> {
        self.0.iter().map(|(name, _)| *name).collect()
    }

    /// Returns the first secret of this name.
    pub(super) fn first(&self, name: &str) -> &str {
        self.0.iter().find(|(other, _)| *other == name).map(|(_, secret)| secret.as_str()).unwrap()
    }

    /// Returns the pieces of all secrets, to search for.
    pub(super) fn pieces(&self) -> Pieces {
        let pieces = |(name, secret): &(&'static str, String)| -> Vec<_> {
            secret.as_bytes().windows(PIECE).map(|piece| (piece.to_vec(), *name)).collect()
        };
        Pieces(self.0.iter().flat_map(pieces).collect())
    }
}

/// Every run of characters that gives a secret away, with the secret's name.
pub(super) struct Pieces(HashMap<Vec<u8>, &'static str>);

impl Pieces {
    /// Returns the lines that show a secret, whole or in part, and its name.
    pub(super) fn shown_in<'a>(&self, text: &'a str) -> Vec<(&'static str, &'a str)> {
        let shown = |line: &str| line.as_bytes().windows(PIECE).find_map(|piece| self.0.get(piece).copied());
        text.lines().filter_map(|line| Some((shown(line)?, line))).collect()
    }
}

#[test]
fn detects_pieces_of_a_secret_above_the_minimum_length() {
    let mut secrets = Secrets::default();
    secrets.add("token", "eyJtaXJv_0123456789abcdef");
    let pieces = secrets.pieces();
    assert_eq!(
        pieces.shown_in("fine\n?t=eyJtaXJv_0123456789abcdef"),
        [("token", "?t=eyJtaXJv_0123456789abcdef")]
    );
    assert_eq!(pieces.shown_in("..456789abcdef\nfine"), [("token", "..456789abcdef")]);
    assert!(pieces.shown_in("eyJtaXJv_01").is_empty());
}
