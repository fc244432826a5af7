//! OAuth 2.0 with the authorization code grant ([RFC 6749](https://www.rfc-editor.org/rfc/rfc6749)), as Miro speaks it.

mod app;
mod login;
mod redirect;
mod token_endpoint;

pub use app::OAuthApp;
pub use login::Login;
pub use redirect::AuthorizationCode;

/// Compares two secrets without telling by its duration where they differ.
pub(crate) fn equal_in_constant_time(left: &str, right: &str) -> bool {
    let difference = left
        .bytes()
        .zip(right.bytes())
        .fold(left.len() ^ right.len(), |difference, (left, right)| difference | usize::from(left ^ right));
    std::hint::black_box(difference) == 0
}
