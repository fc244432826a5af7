use http::{HeaderMap, HeaderValue, Method, Uri, header};

use super::{Content, Exchange, Request, Target};
use crate::error::{Error, ErrorKind, Outcome};
use crate::hosts::Audience;
use crate::middleware::{Context, Progress, Replacement};
use crate::path;
use crate::response::Response;
use crate::sent::LastSent;
use crate::transport::Body;
use crate::upload::Form;

impl Request {
    /// Sends the request through the client's middlewares. Statuses other than success are errors.
    pub(crate) fn send(self) -> Exchange {
        Exchange::new(self, Response::into_result)
    }

    /// Sends the request through the client's middlewares, and returns the response with any status.
    pub(crate) fn exchange(self) -> Exchange {
        Exchange::new(self, Ok)
    }

    /// Returns the response, after all attempts.
    #[expect(
        clippy::manual_async_fn,
        reason = "that would hold the request twice, and each byte is copied into the task"
    )]
    pub(super) fn respond(self) -> impl Future<Output = Result<Response, Error>> + Send + 'static {
        async move {
            let operation = self.operation;
            let of_operation = |error: Error| error.with_operation(operation);
            let (url, method, is_idempotent) = self.line().map_err(of_operation)?;
            let (body, headers) = match &self.body {
                Content::None => (Body::empty(), HeaderMap::new()),
                Content::Json(json) => (Body::from(json.clone()), json_headers()),
                // Boxed because few requests have files, and every request would be as large.
                Content::Form(form) => Box::pin(self.prepared(form)).await.map_err(of_operation)?,
            };
            let mut request = http::Request::new(body);
            *request.uri_mut() = url;
            *request.method_mut() = method;
            *request.headers_mut() = headers;
            let context = self.context(is_idempotent);
            let client = self.resource.client();
            let response = client.run(request, &context).await;
            let sent = context.last_sent.take();
            match response {
                Ok(response) => Ok(Response::new(operation, response, sent)),
                Err(error) => Err(match sent {
                    Some(sent) => sent.redact(of_operation(error)),
                    None => of_operation(error),
                }),
            }
        }
    }

    /// Returns the URL and the method, and whether the request is idempotent.
    fn line(&self) -> Result<(Uri, Method, bool), Error> {
        if !self.problems.is_empty() {
            return Err(Error::new(
                ErrorKind::InvalidInput,
                format!("nothing was sent: {}", self.problems.join("; ")),
            ));
        }
        let base = self.resource.client().hosts().base(self.operation.host());
        let (mut url, method, is_idempotent) = match &self.target {
            Target::Declared => {
                let mut url = String::with_capacity(base.len() + 160);
                url.push_str(base);
                path::expand(&mut url, self.operation.path(), |name| self.path_value(name)).map_err(
                    |name| {
                        Error::new(ErrorKind::InvalidInput, format!("the path has no value for {{{name}}}"))
                    },
                )?;
                (url, self.operation.method().clone(), self.operation.is_idempotent())
            }
            Target::Elsewhere { url } => (url.clone(), Method::GET, true),
            Target::Raw { method, path } => {
                let is_idempotent = method.is_idempotent() && self.is_idempotent_by_method;
                (format!("{base}{path}"), method.clone(), is_idempotent)
            }
        };
        path::push_query(&mut url, self.query.iter().map(|(name, value)| (name.as_ref(), value.as_str())));
        Ok((url.try_into().map_err(unwritable)?, method, is_idempotent))
    }

    fn context(&self, is_idempotent: bool) -> Context {
        let client = self.resource.client();
        Context {
            operation: self.operation,
            credits: self.credits(),
            idempotent: self.settings.idempotent.unwrap_or(is_idempotent),
            timeout: self.settings.timeout.unwrap_or(client.timeout()),
            max_response_bytes: self.settings.max_response_bytes.unwrap_or(client.max_response_bytes()),
            audience: match self.target {
                Target::Elsewhere { .. } => Audience::Anyone,
                _ => Audience::Host(self.operation.host()),
            },
            user: self.resource.user().clone(),
            user_agent: client.user_agent(),
            priority: self.settings.priority,
            tokens: (!self.operation.is_anonymous()).then(|| self.resource.tokens().clone()),
            attempts: 0.into(),
            retry: self.settings.retry,
            progress: Progress::default(),
            replacement: Replacement::default(),
            last_sent: LastSent::default(),
        }
    }

    /// Returns the body of a form. This reads the sizes of its files first, which may hang on a network file
    /// system.
    async fn prepared(&self, form: &Form) -> Result<(Body, HeaderMap), Error> {
        let limit = self.settings.timeout.unwrap_or(self.resource.client().timeout());
        let form = tokio::time::timeout(limit, form.prepare()).await.unwrap_or_else(|_| {
            let detail = format!(
                "nothing was sent: the sizes of the files could not be read within {} s",
                limit.as_secs_f64()
            );
            Err(Error::new(ErrorKind::Timeout, detail).with_outcome(Outcome::NotSent))
        })?;
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, form.content_type().map_err(unwritable)?);
        headers.insert(header::CONTENT_LENGTH, form.length().into());
        Ok((form.into_body(), headers))
    }

    fn path_value(&self, name: &str) -> Option<&str> {
        let own = self.path_values.iter().find(|(other, _)| *other == name).map(|(_, value)| value.as_str());
        own.or_else(|| self.resource.path_value(name))
    }
}

fn json_headers() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers
}

fn unwritable(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new(ErrorKind::InvalidInput, "the request cannot be written").with_source(error)
}
