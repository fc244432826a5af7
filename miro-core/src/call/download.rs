use std::fmt;
use std::future::IntoFuture;

use bytes::Bytes;
use http::{Method, header};
use url::{Url, form_urlencoded};

use crate::error::{Error, ErrorKind};
use crate::operation::{Host, Operation};
use crate::request::{CallSettings, Request};
use crate::resource::Resource;
use crate::response::Response;
use crate::transport::BoxFuture;

/// The path is a placeholder, because URLs of files have ids and signatures, which do not belong in spans and errors.
static DOWNLOAD: Operation = Operation::new("download", Method::GET, "(file)", "download(url)");
/// The operation of Miro's redirect target, which gets no token.
static REDIRECTED: Operation =
    Operation::new("download", Method::GET, "(file)", "download(url)").without_token();

/// The largest number of redirects. Miro sends one.
const MAX_REDIRECTS: usize = 5;

/// The host in URLs of Miro's responses, for any base URL of the client.
const MIRO: &str = "api.miro.com";

/// A download of a file from Miro: [send](Self::send) it, or `.await` it.
#[derive(Clone)]
#[must_use = "a download does nothing until it is sent or awaited"]
pub struct Download {
    resource: Resource,
    url: String,
    settings: CallSettings,
}

/// A downloaded file.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct DownloadedFile {
    /// The content.
    pub content: Bytes,
    /// The media type, such as `image/png`, if the response has one.
    pub media_type: Option<String>,
}

impl Download {
    /// A download from this URL, which Miro sent.
    pub fn new(resource: &Resource, url: impl Into<String>) -> Self {
        Self { resource: resource.clone(), url: url.into(), settings: CallSettings::default() }
    }

    crate::call_settings!(pub, settings);

    /// Sets the size of the largest accepted file, in bytes, instead of the client's
    /// [`max_response_bytes`](crate::client::ClientBuilder::max_response_bytes) (64 MiB by default). The file is
    /// kept in memory.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.settings.set_max_response_bytes(bytes);
        self
    }

    /// Fetches the file.
    ///
    /// # Errors
    /// See [`Error`]. [`ErrorKind::InvalidInput`] if the URL is invalid, leads over a connection that others can
    /// read, or leads to a non-public address such as 127.0.0.1 or 10.0.0.1, whether directly, through a name or
    /// through a redirect. Nothing was sent to such an address. Two things are exempt: the host of the client's
    /// base URL, and this machine if the base URL leads to it, like that of a sandbox.
    pub fn send(self) -> BoxFuture<'static, Result<DownloadedFile, Error>> {
        Box::pin(self.fetch())
    }

    async fn fetch(self) -> Result<DownloadedFile, Error> {
        let mut url = Url::parse(&self.url).map_err(|error| {
            Error::new(ErrorKind::InvalidInput, "nothing was sent: the URL of the file is invalid")
                .with_source(error)
        })?;
        let mut response = match self.on_miro(&url) {
            Some(path) => {
                // A relative redirect is resolved against the client's own host.
                let base = self.resource.client().hosts().base(Host::Api);
                url = Url::parse(&format!("{base}{path}")).unwrap_or(url);
                self.request(Request::raw(&self.resource, &DOWNLOAD, Method::GET, path)).await?
            }
            None => self.request(Request::elsewhere(&self.resource, &REDIRECTED, &url)).await?,
        };
        for _ in 0..MAX_REDIRECTS {
            if !response.status().is_redirection() {
                let media_type = response.headers().get(header::CONTENT_TYPE);
                let media_type = media_type.and_then(|value| value.to_str().ok()).map(str::to_owned);
                let response = response.into_result()?;
                return Ok(DownloadedFile { content: response.body().clone(), media_type });
            }
            url = target(&url, &response)?;
            response = self.request(Request::elsewhere(&self.resource, &REDIRECTED, &url)).await?;
        }
        Err(Error::new(ErrorKind::UnexpectedResponse, "too many redirects").with_operation(&DOWNLOAD))
    }

    async fn request(&self, mut request: Request) -> Result<Response, Error> {
        *request.settings_mut() = self.settings;
        request.exchange().await
    }

    /// Returns the path on the client's own host, if the URL is one of Miro's API.
    ///
    /// Requesting the redirect there saves a step.
    fn on_miro(&self, url: &Url) -> Option<String> {
        let base = Url::parse(self.resource.client().hosts().base(Host::Api)).ok()?;
        let path = match url.host_str() == Some(MIRO) {
            true => url.path(),
            false if url.origin() == base.origin() => {
                url.path().strip_prefix(base.path().trim_end_matches('/'))?
            }
            false => return None,
        };
        // Other files on that host, such as the exports of a sandbox, are fetched without a token.
        if !is_of_api(path) {
            return None;
        }
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(url.query_pairs().filter(|(name, _)| name != "redirect"));
        Some(format!("{path}?{}", query.append_pair("redirect", "true").finish()))
    }
}

/// Whether the path is one of the API, such as `/v2/..` or `/v2-experimental/..`.
fn is_of_api(path: &str) -> bool {
    path.strip_prefix("/v").is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
}

/// Returns the target of a redirect.
fn target(from: &Url, response: &Response) -> Result<Url, Error> {
    let location = response.headers().get(header::LOCATION).and_then(|location| location.to_str().ok());
    location.and_then(|location| from.join(location).ok()).ok_or_else(|| {
        Error::new(ErrorKind::UnexpectedResponse, "the redirect has no valid `Location`")
            .with_operation(&DOWNLOAD)
    })
}

impl IntoFuture for Download {
    type Output = Result<DownloadedFile, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Download")
    }
}

impl fmt::Debug for DownloadedFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "DownloadedFile({} bytes, {:?})", self.content.len(), self.media_type)
    }
}
