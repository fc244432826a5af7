//! The consent page: rendering and parsing.
//!
//! Elements have stable ids for browser tests: `app`, `consent` (the form), `user`, `team`, `scopes`, `allow`,
//! `deny` and `redirect-uri`. The fields are `user_id`, `team_id` and `decision`.

/// The path of the page and of its form.
pub(crate) const PATH: &str = "/oauth/authorize";
/// The name and the values of the two buttons.
pub(crate) const DECISION: &str = "decision";
pub(crate) const ALLOW: &str = "allow";
pub(crate) const DENY: &str = "deny";
/// The names of the two select fields.
pub(crate) const USER: &str = "user_id";
pub(crate) const TEAM: &str = "team_id";

const TEMPLATE: &str = include_str!("consent.html");

/// The content of the page.
#[derive(Debug, Default)]
pub(crate) struct Consent<'a> {
    pub(crate) app: &'a str,
    pub(crate) redirect_uri: &'a str,
    pub(crate) scopes: &'a [String],
    pub(crate) users: Vec<Choice<'a>>,
    pub(crate) teams: Vec<Choice<'a>>,
    /// Hidden form fields, sent back unchanged.
    pub(crate) hidden: Vec<(&'a str, &'a str)>,
}

/// An option of a select field.
#[derive(Debug)]
pub(crate) struct Choice<'a> {
    pub(crate) id: &'a str,
    pub(crate) label: String,
    pub(crate) selected: bool,
}

impl Consent<'_> {
    pub(crate) fn render(&self) -> String {
        let line = |(name, value): &(&str, &str)| {
            format!("<input type=\"hidden\" name=\"{name}\" value=\"{}\">\n", escape(value))
        };
        fill(&[
            ("app", escape(self.app)),
            ("action", PATH.to_owned()),
            ("hidden", self.hidden.iter().map(line).collect()),
            ("user_field", USER.to_owned()),
            ("users", self.users.iter().map(Choice::render).collect()),
            ("team_field", TEAM.to_owned()),
            ("teams", self.teams.iter().map(Choice::render).collect()),
            ("scopes", self.scopes.iter().map(|scope| format!("<li>{}</li>\n", escape(scope))).collect()),
            ("decision_field", DECISION.to_owned()),
            ("allow", ALLOW.to_owned()),
            ("deny", DENY.to_owned()),
            ("redirect_uri", escape(self.redirect_uri)),
        ])
    }
}

impl Choice<'_> {
    fn render(&self) -> String {
        let selected = if self.selected { " selected" } else { "" };
        format!("<option value=\"{}\"{selected}>{}</option>\n", escape(self.id), escape(&self.label))
    }
}

/// Fills the template. Inserted values are not searched for placeholders.
fn fill(values: &[(&str, String)]) -> String {
    let mut pieces = TEMPLATE.split("{{");
    let mut page = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, text) = piece.split_once("}}").expect("a place of the template is closed");
        let value = values.iter().find(|(known, _)| *known == name);
        page += &value.expect("a place of the template has a value").1;
        page += text;
    }
    page
}

/// Returns the fields that a browser would send from the unchanged page: hidden fields and selected options.
pub(crate) fn fields(page: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let mut list = "";
    for line in page.lines() {
        if let Some(hidden) = line.split_once("<input type=\"hidden\" name=\"") {
            let field = hidden.1.strip_suffix("\">").and_then(|field| field.split_once("\" value=\""));
            fields.extend(field.map(|(name, value)| (name.to_owned(), unescape(value))));
        } else if let Some((_, name)) = line.split_once("<select id=") {
            list = name.split('"').nth(3).unwrap_or_default();
        } else if let Some((value, _)) = option(line).and_then(|option| option.split_once("\" selected>")) {
            fields.push((list.to_owned(), unescape(value)));
        }
    }
    fields
}

/// Whether a page offers this option.
pub(crate) fn offers(page: &str, id: &str) -> bool {
    let ids = page.lines().filter_map(option).filter_map(|option| option.split('"').next());
    ids.into_iter().any(|offered| unescape(offered) == id)
}

fn option(line: &str) -> Option<&str> {
    line.strip_prefix("<option value=\"")
}

fn escape(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    // Keeps one element per line, even if a client's state has line breaks.
    text.replace('\n', "&#10;").replace('\r', "&#13;")
}

fn unescape(text: &str) -> String {
    let text = text.replace("&#13;", "\r").replace("&#10;", "\n");
    text.replace("&quot;", "\"").replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::{Choice, Consent, fields, offers};

    fn choice(id: &str, selected: bool) -> Choice<'_> {
        Choice { id, label: format!("The label of {id}"), selected }
    }

    #[test]
    fn page_survives_rendering_and_parsing() {
        let consent = Consent {
            users: vec![choice("1", false), choice("2", true)],
            teams: vec![choice("3", true), choice("4", false)],
            hidden: vec![("client_id", "5")],
            ..Consent::default()
        };
        let page = consent.render();
        let expected = [("client_id", "5"), ("user_id", "2"), ("team_id", "3")];
        assert_eq!(fields(&page), expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert!(offers(&page, "4") && !offers(&page, "5"));
        assert!(!page.contains("{{"), "{page}");
    }

    #[test]
    fn hostile_state_is_escaped() {
        let state = "\"><script>alert(1)</script>&amp;\n{{app}}";
        let hidden = vec![("state", state), ("client_id", "1")];
        let scopes = ["<script>".to_owned()];
        let page = Consent { app: state, scopes: &scopes, hidden, ..Consent::default() }.render();
        assert!(!page.contains("<script>"));
        let expected = [("state".to_owned(), state.to_owned()), ("client_id".to_owned(), "1".to_owned())];
        assert_eq!(fields(&page), expected);
    }
}
