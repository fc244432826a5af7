use std::fmt;
use std::sync::Arc;

/// Names the user of a login, by an identifier of the program such as a user id or an address. It must not be
/// secret, such as the id of a web session, because `Debug` shows it.
///
/// It is the user's key in the [storage](crate::storage::Storage) and in the budget.
///
/// [`UserKey::default()`] is the only user of a program that has no others. It differs from every named user:
/// `UserKey::new("default")` is another user.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserKey(Arc<str>);

impl UserKey {
    /// Creates the key of the user with this name. Any text is valid, including the empty text. Different names
    /// are different users.
    ///
    /// Its [`as_str`](Self::as_str) is the name, with one exception: a `'` is appended to `default`, `default'`,
    /// `default''` and so on, because `default` is the key of [`UserKey::default()`]. To copy a key, clone it.
    #[must_use]
    pub fn new(key: &str) -> Self {
        if is_reserved(key) { Self(format!("{key}'").into()) } else { Self(key.into()) }
    }

    /// Returns the text that identifies this user in storages and budgets.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The key of the operator's own login since before users could have names.
const DEFAULT: &str = "default";

/// Whether a name would collide with the key of [`UserKey::default()`].
fn is_reserved(name: &str) -> bool {
    name.strip_prefix(DEFAULT).is_some_and(|rest| rest.bytes().all(|byte| byte == b'\''))
}

/// The user of a program that has no others, such as a script that runs with its operator's own login.
impl Default for UserKey {
    fn default() -> Self {
        Self(DEFAULT.into())
    }
}

impl fmt::Debug for UserKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "UserKey({:?})", self.0)
    }
}

impl fmt::Display for UserKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl From<&str> for UserKey {
    fn from(key: &str) -> Self {
        Self::new(key)
    }
}

impl From<String> for UserKey {
    fn from(key: String) -> Self {
        Self::new(&key)
    }
}

impl From<&String> for UserKey {
    fn from(key: &String) -> Self {
        Self::new(key)
    }
}

impl From<&UserKey> for UserKey {
    fn from(key: &UserKey) -> Self {
        key.clone()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_name_equals_the_default_user() {
        assert_eq!(UserKey::default().as_str(), "default");
        let names = [
            "default",
            "default'",
            "default''",
            "'default",
            "default ' ",
            "default'x",
            "Default",
            "",
            "anna",
        ];
        let mut keys = HashSet::from([UserKey::default()]);
        for name in names {
            let key = UserKey::new(name);
            for same in
                [UserKey::from(name), name.to_owned().into(), (&name.to_owned()).into(), (&key).into()]
            {
                assert_eq!(same, key, "{name}");
            }
            assert_eq!(key.as_str() == name, !name.trim_end_matches('\'').eq("default"), "{name}");
            assert!(keys.insert(key), "{name}");
        }
    }
}
