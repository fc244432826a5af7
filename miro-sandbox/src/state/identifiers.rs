//! Identifiers in Miro's formats.

use base64::Engine as _;
use base64::engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

use crate::random::mixed;

const FIRST_ITEM: u64 = 3_458_764_517_517_819_000;

/// Generates identifiers from a counter and a seed, so that two runs are alike. The seed differs between
/// sandboxes, so that a token of one is unknown to another.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Identifiers {
    seed: u64,
    count: u64,
}

impl Identifiers {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, count: 0 }
    }

    /// Ids of items, connectors, tags, comments and users: 19 digits.
    pub(crate) fn numeric(&mut self) -> String {
        self.count += 1;
        (FIRST_ITEM + self.count).to_string()
    }

    /// Ids of boards: eight bytes in Base64, so with `=` at the end.
    pub(crate) fn board(&mut self) -> String {
        let mut bytes = [0xb9, 0x78, 0xd5, 0, 0, 0, 0, 0];
        bytes[3..].copy_from_slice(&self.opaque()[..5]);
        URL_SAFE.encode(bytes)
    }

    /// Codes, access and refresh tokens: a region marker, then an opaque part.
    pub(crate) fn token(&mut self) -> String {
        let region = URL_SAFE_NO_PAD.encode(r#"{"miro.origin":"eu01"}"#);
        format!("{region}_{}", self.secret())
    }

    /// Values that must not be guessable.
    pub(crate) fn secret(&mut self) -> String {
        let bytes = [self.opaque(), self.opaque(), self.opaque()].concat();
        URL_SAFE_NO_PAD.encode(&bytes[..18])
    }

    /// Ids of export jobs and tasks: a random UUID (RFC 9562, version 4).
    pub(crate) fn uuid(&mut self) -> String {
        let [one, two] = [self.opaque(), self.opaque()].map(u64::from_be_bytes);
        let (version, variant) = (0x4000 | (one & 0xfff), 0x8000 | ((two >> 48) & 0x3fff));
        let (first, second, node) = (one >> 32, (one >> 16) & 0xffff, two & 0xffff_ffff_ffff);
        format!("{first:08x}-{second:04x}-{version:04x}-{variant:04x}-{node:012x}")
    }

    /// Returns eight pseudorandom bytes from the next counter value.
    fn opaque(&mut self) -> [u8; 8] {
        self.count += 1;
        mixed(self.seed, self.count).to_be_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::Identifiers;

    #[test]
    fn identifiers_have_miros_formats() {
        let mut identifiers = Identifiers::new(7);
        let (item, board, token) = (identifiers.numeric(), identifiers.board(), identifiers.token());
        assert!(item.starts_with("345876") && item.len() == 19, "{item}");
        assert!(board.starts_with("uXjV") && board.ends_with('=') && board.len() == 12, "{board}");
        assert!(token.starts_with("eyJtaXJvLm9yaWdpbiI6ImV1MDEifQ_"), "{token}");
        let uuid = identifiers.uuid();
        assert!(uuid.len() == 36 && &uuid[14..15] == "4" && "89ab".contains(&uuid[19..20]), "{uuid}");
        assert_ne!(board, identifiers.board());
        assert_ne!(token, Identifiers::new(8).token());
    }
}
