use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use miro_core::budget::BudgetStatus;
use miro_core::client::{Client, ClientBuilder};
use miro_core::http::Method;
use miro_core::operation::Host;
use miro_core::token::{AccessToken, StaticToken, TokenProvider, UserKey};
use miro_core::{Download, Handle, RawRequest, Resource};

use super::{client_settings, environment};
use crate::Error;
use crate::api::operation_at;

/// Miro's API with the access token of one user: the starting point of every call.
///
/// Created from a token, or by [`Miro::api`](crate::Miro::api) for a user who logged in. Clones are cheap and share
/// connections and limits.
///
/// ```no_run
/// use miro::prelude::*;
///
/// # #[cfg(feature = "boards")]
/// # async fn run() -> Result<(), Error> {
/// let api = MiroApi::from_env()?; // MIRO_ACCESS_TOKEN
/// let board = api.boards().create(NewBoard::new("Retro")).await?;
/// let note = NewStickyNote::new("hello").fill_color(StickyColor::Yellow).at(0.0, 0.0);
/// api.board(&board.id).sticky_notes().create(note).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct MiroApi {
    resource: Resource,
}

impl MiroApi {
    /// Creates a client for this access token, at Miro's own addresses.
    #[cfg(feature = "reqwest")]
    #[must_use]
    pub fn new(access_token: impl Into<AccessToken>) -> Self {
        Self::with_client(Client::new(), access_token.into())
    }

    /// Creates a client for the token in `MIRO_ACCESS_TOKEN`, at the address in `MIRO_BASE_URL` if that is set.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) names the variable that is missing or invalid.
    pub fn from_env() -> Result<Self, Error> {
        let [access_token] = environment::required([environment::ACCESS_TOKEN], environment::variable)?;
        let builder = Self::builder(access_token);
        match environment::variable(environment::BASE_URL) {
            Some(base_url) => builder.base_url(base_url).build(),
            None => builder.build(),
        }
    }

    /// Returns a builder for a client with this access token and custom settings.
    pub fn builder(access_token: impl Into<AccessToken>) -> MiroApiBuilder {
        let access_token = access_token.into();
        Self::builder_for(user_of(&access_token), StaticToken::new(access_token))
    }

    /// Returns a builder for a client with a custom source of tokens, such as another service that manages the
    /// logins.
    ///
    /// Limits are kept per `user`, the program's own key for the user.
    ///
    /// ```no_run
    /// use miro::MiroApi;
    /// use miro::token::{AccessToken, TokenProvider};
    /// use miro::transport::BoxFuture;
    ///
    /// #[derive(Debug)]
    /// struct Vault;
    ///
    /// impl TokenProvider for Vault {
    ///     fn access_token(&self) -> BoxFuture<'_, Result<AccessToken, miro::Error>> {
    ///         Box::pin(async { Ok(AccessToken::new(std::fs::read_to_string("/run/secrets/miro").unwrap_or_default())) })
    ///     }
    /// }
    ///
    /// # fn run() -> Result<(), miro::Error> {
    /// let api = MiroApi::builder_for("anna", Vault).build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn builder_for(user: impl Into<UserKey>, tokens: impl TokenProvider + 'static) -> MiroApiBuilder {
        MiroApiBuilder { user: user.into(), tokens: Arc::new(tokens), client: ClientBuilder::new() }
    }

    /// Returns a client for another access token, with the same settings and connections.
    #[must_use]
    pub fn with_token(&self, access_token: impl Into<AccessToken>) -> Self {
        Self::with_client(self.resource.client().clone(), access_token.into())
    }

    /// Returns a client for another user with a custom source of tokens (see [`builder_for`](Self::builder_for)),
    /// with the same settings and connections.
    #[must_use]
    pub fn with_tokens(&self, user: impl Into<UserKey>, tokens: impl TokenProvider + 'static) -> Self {
        Self::for_user(self.resource.client().clone(), user.into(), Arc::new(tokens))
    }

    /// Creates a request for any path of the API, for operations that have no method here. Authentication, limits and
    /// retries apply as to every call.
    ///
    /// The path starts with a slash and is sent unchanged: percent-encode the ids in it.
    ///
    /// ```no_run
    /// # async fn run(api: miro::MiroApi) -> Result<(), miro::Error> {
    /// use miro::http::Method;
    ///
    /// let response = api.request(Method::GET, "/v2-experimental/boards/uXjVOD6LSME%3D/comments").query("limit", 50).await?;
    /// let comments: serde_json::Value = response.json()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn request(&self, method: Method, path: impl Into<String>) -> RawRequest {
        let path = path.into();
        let operation = operation_at(&method, &path);
        let request = RawRequest::new(&self.resource, method, path);
        match operation {
            Some(operation) => request.like(operation),
            None => request,
        }
    }

    /// Downloads a file from an address that Miro sent: an image, a document, an export.
    ///
    /// The token is sent to Miro only, and is dropped when Miro redirects to its storage. Files are fetched only from
    /// public addresses and from the host of the client's base URL; see [`Download::send`].
    ///
    /// ```no_run
    /// # #[cfg(feature = "boards")]
    /// # async fn run(api: miro::MiroApi, image: miro::model::Image) -> Result<(), Box<dyn std::error::Error>> {
    /// let url = image.data.and_then(|data| data.image_url).ok_or("no file")?;
    /// let file = api.download(url).await?;
    /// println!("{} bytes of {:?}", file.content.len(), file.media_type);
    /// # Ok(())
    /// # }
    /// ```
    pub fn download(&self, url: impl Into<String>) -> Download {
        Download::new(&self.resource, url)
    }

    /// Returns the state of the user's credits: how many are left, until when, and how many calls wait for some.
    ///
    /// No request is made, because every response of Miro carries these figures.
    #[must_use]
    pub fn budget(&self) -> BudgetStatus {
        self.resource.client().budget().status(self.resource.user())
    }

    fn with_client(client: Client, access_token: AccessToken) -> Self {
        let user = user_of(&access_token);
        Self::for_user(client, user, Arc::new(StaticToken::new(access_token)))
    }

    pub(super) fn for_user(client: Client, user: UserKey, tokens: Arc<dyn TokenProvider>) -> Self {
        Self { resource: Resource::root(client, user, tokens) }
    }
}

/// Returns a user key derived from the token: limits are kept per user, and nothing else is known of this one.
pub(super) fn user_of(token: &AccessToken) -> UserKey {
    let mut hasher = DefaultHasher::new();
    token.expose_secret().hash(&mut hasher);
    UserKey::new(&format!("token {:016x}", hasher.finish()))
}

impl Handle for MiroApi {
    const PATH: &'static str = "";
    const RUST: &'static str = "";
    const HOST: Host = Host::Api;

    fn resource(&self) -> &Resource {
        &self.resource
    }
}

/// A builder for a [`MiroApi`].
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until it is built"]
pub struct MiroApiBuilder {
    user: UserKey,
    tokens: Arc<dyn TokenProvider>,
    client: ClientBuilder,
}

impl MiroApiBuilder {
    client_settings!();

    /// Creates the client with these settings.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) names the invalid setting.
    pub fn build(self) -> Result<MiroApi, Error> {
        Ok(MiroApi::for_user(self.client.build()?, self.user, self.tokens))
    }
}
