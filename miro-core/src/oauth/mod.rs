//! OAuth 2.0 with the authorization code grant ([RFC 6749](https://www.rfc-editor.org/rfc/rfc6749)), in Miro's
//! variant.

mod app;
mod login;
mod redirect;
mod refusal;
mod token_endpoint;
mod token_response;

pub use app::OAuthApp;
pub(crate) use app::Refreshed;
pub use login::Login;
pub use redirect::AuthorizationCode;
