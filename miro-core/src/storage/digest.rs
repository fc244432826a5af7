use sha2::{Digest, Sha256};

use crate::token::UserKey;

/// Returns a name for this user where keys are not allowed as they are: 64 lower case hexadecimal digits,
/// different for every user.
///
/// A key itself may be a path, be too long, or differ from another only by case.
pub(super) fn name_of(user: &UserKey) -> String {
    name_of_text(user.as_str())
}

/// The same for the text of a key.
pub(super) fn name_of_text(key: &str) -> String {
    Sha256::digest(key).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_stable() {
        // Every later version must find what is stored under a name.
        let name = name_of(&UserKey::new("anna"));
        assert_eq!(name, "55579b557896d0ce1764c47fed644f9b35f58bad620674af23f356d80ed0c503");
        assert_ne!(name, name_of(&UserKey::new("Anna")));
    }
}
