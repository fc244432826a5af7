//! Settings from environment variables.

use crate::{Error, ErrorKind};

pub(super) const ACCESS_TOKEN: &str = "MIRO_ACCESS_TOKEN";
#[cfg(feature = "oauth")]
pub(super) const CLIENT_ID: &str = "MIRO_CLIENT_ID";
#[cfg(feature = "oauth")]
pub(super) const CLIENT_SECRET: &str = "MIRO_CLIENT_SECRET";
#[cfg(feature = "oauth")]
pub(super) const REDIRECT_URL: &str = "MIRO_REDIRECT_URL";
/// Miro's address, for tests against a sandbox. If it is not set, Miro's own addresses are used.
pub(super) const BASE_URL: &str = "MIRO_BASE_URL";

/// Returns the values of these variables.
///
/// # Errors
/// Names every variable that is missing or blank, not only the first.
pub(super) fn required<const COUNT: usize>(
    names: [&'static str; COUNT],
    variable: impl Fn(&str) -> Option<String>,
) -> Result<[String; COUNT], Error> {
    let values = names.map(|name| variable(name).filter(|value| !value.trim().is_empty()));
    let missing: Vec<_> =
        names.iter().zip(&values).filter(|(_, value)| value.is_none()).map(|(name, _)| *name).collect();
    if missing.is_empty() {
        return Ok(values.map(Option::unwrap_or_default));
    }
    let verb = if missing.len() == 1 { "is" } else { "are" };
    Err(Error::new(
        ErrorKind::Configuration,
        format!("{} {verb} not set in the environment, or blank", missing.join(" and ")),
    ))
}

/// Returns the value of an environment variable of this process, trimmed; a value that is blank or not valid Unicode counts as
/// missing.
pub(super) fn variable(name: &str) -> Option<String> {
    let value = std::env::var(name).ok()?;
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}

#[cfg(feature = "oauth")]
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_missing_variable_is_named() {
        let variable = |name: &str| (name == CLIENT_ID).then(|| "id".to_owned());
        let error = required([CLIENT_ID, CLIENT_SECRET, REDIRECT_URL], variable).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert_eq!(
            error.to_string(),
            "MIRO_CLIENT_SECRET and MIRO_REDIRECT_URL are not set in the environment, or blank"
        );
        let error = required([ACCESS_TOKEN], |_| Some(" \n".to_owned())).unwrap_err();
        assert_eq!(error.to_string(), "MIRO_ACCESS_TOKEN is not set in the environment, or blank");
    }
}
