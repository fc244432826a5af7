use std::fmt;

/// An authorization request: the URL to send a user to, and its state.
///
/// ```
/// # fn show(login: miro_core::oauth::Login) {
/// let login = login.team("3074457345618265000");
/// println!("Open {}", login.url);
/// // Keep login.state, e.g. in the user's session: the redirect must bring the same one back.
/// # }
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Login {
    /// The URL of Miro's consent page.
    pub url: String,
    /// A random text that the redirect must return, so that nobody can inject another login.
    pub state: String,
}

impl Login {
    pub(crate) fn new(url: String, state: String) -> Self {
        Self { url, state }
    }

    /// Restricts the installation of the app to this team.
    #[must_use]
    pub fn team(mut self, team_id: impl AsRef<str>) -> Self {
        let pair: String =
            form_urlencoded::Serializer::new(String::new()).append_pair("team_id", team_id.as_ref()).finish();
        self.url.push('&');
        self.url.push_str(&pair);
        self
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // An attacker could use the state until the redirect has arrived.
        formatter.write_str("Login([redacted])")
    }
}
