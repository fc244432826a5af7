//! The consent page, and how to read it again.

/// The path of the page and of the form on it.
pub(crate) const PATH: &str = "/oauth/authorize";
/// The name of the two buttons, and their values.
pub(crate) const DECISION: &str = "decision";
pub(crate) const ALLOW: &str = "allow";
pub(crate) const DENY: &str = "deny";

/// The page: who is asked, by which app, for which team, and the hidden fields that the form sends back.
pub(crate) fn render(user: &str, app: &str, team: &str, hidden: &[(&str, &str)]) -> String {
    let (user, app, team) = (escape(user), escape(app), escape(team));
    let hidden: String = hidden
        .iter()
        .map(|(name, value)| format!("<input type=\"hidden\" name=\"{name}\" value=\"{}\">\n", escape(value)))
        .collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>{app}</title></head>\n<body>\n\
         <h1>{app} asks for access to Miro</h1>\n<p>You are signed in as {user}.</p>\n<p>Team: {team}</p>\n\
         <form method=\"post\" action=\"{PATH}\">\n{hidden}\
         <button type=\"submit\" name=\"{DECISION}\" value=\"{ALLOW}\">Allow</button>\n\
         <button type=\"submit\" name=\"{DECISION}\" value=\"{DENY}\">Deny</button>\n</form>\n</body>\n</html>\n"
    )
}

/// The hidden fields of a rendered page, as a browser would send them.
pub(crate) fn hidden_fields(page: &str) -> Vec<(String, String)> {
    page.lines()
        .filter_map(|line| line.strip_prefix("<input type=\"hidden\" name=\""))
        .filter_map(|line| line.strip_suffix("\">")?.split_once("\" value=\""))
        .map(|(name, value)| (name.to_owned(), unescape(value)))
        .collect()
}

fn escape(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    // A line of the page is one element, whatever a client puts into its state.
    text.replace('\n', "&#10;").replace('\r', "&#13;")
}

fn unescape(text: &str) -> String {
    let text = text.replace("&#13;", "\r").replace("&#10;", "\n");
    text.replace("&quot;", "\"").replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::{hidden_fields, render};

    #[test]
    fn a_hostile_state_stays_text() {
        let state = "\"><script>alert(1)</script>&amp;\n";
        let page = render("John", "App", "Team", &[("state", state), ("client_id", "1")]);
        assert!(!page.contains("<script>"));
        let expected = [("state".to_owned(), state.to_owned()), ("client_id".to_owned(), "1".to_owned())];
        assert_eq!(hidden_fields(&page), expected);
    }
}
