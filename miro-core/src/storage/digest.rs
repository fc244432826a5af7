use sha2::{Digest, Sha256};

use crate::token::UserKey;

/// A name for this user where not every text is one: 64 lower case letters and digits, the same for no two users.
///
/// A key itself may be a path, be too long, or differ from another in nothing but its case.
pub(super) fn name_of(user: &UserKey) -> String {
    name_of_text(user.as_str())
}

/// The same for a key's text.
pub(super) fn name_of_text(key: &str) -> String {
    Sha256::digest(key).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_as_they_are() {
        // What is stored under a name must be found by every later version.
        let name = name_of(&UserKey::new("anna"));
        assert_eq!(name, "55579b557896d0ce1764c47fed644f9b35f58bad620674af23f356d80ed0c503");
        assert_ne!(name, name_of(&UserKey::new("Anna")));
    }
}
