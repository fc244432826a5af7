use std::fmt;
use std::sync::Arc;

/// Names the user that a login belongs to, in the words of the program: its own user id, an address. Nothing secret, such as
/// the id of a web session: `Debug` shows it.
///
/// It is the key of the [storage](crate::storage::Storage), and the key that Miro's budget is counted by.
///
/// [`UserKey::default()`] is the user of a program that has no others, and no text leads to it: `UserKey::new("default")` is
/// another user.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserKey(Arc<str>);

impl UserKey {
    /// The key of the user with this name: any text, the empty one too. Different names are different users.
    ///
    /// [`as_str`](Self::as_str) of it is the name, with one exception: a `'` is appended to `default`, `default'`,
    /// `default''` and so on, because `default` is the key of [`UserKey::default()`]. To copy a key, clone it.
    #[must_use]
    pub fn new(key: &str) -> Self {
        if is_reserved(key) { Self(format!("{key}'").into()) } else { Self(key.into()) }
    }

    /// The text that storages and budgets know this user by.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What the operator's own login was stored under before users could have names.
const DEFAULT: &str = "default";

/// Whether a name is kept away from the key of [`UserKey::default()`].
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
    fn no_name_is_the_default_user() {
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
