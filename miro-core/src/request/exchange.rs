use http::{HeaderValue, Method, header};

use super::{Content, Request, Target};
use crate::error::{Error, ErrorKind};
use crate::middleware::{Audience, Context};
use crate::operation::Host;
use crate::path;
use crate::response::Response;
use crate::transport::{Body, BoxFuture};

impl Request {
    /// Sends the request through the client's middlewares; statuses other than success are errors.
    pub(crate) fn send(self) -> BoxFuture<'static, Result<Response, Error>> {
        Box::pin(async move { self.exchange().await?.into_result() })
    }

    /// Sends the request through the client's middlewares, and gives the answer whatever its status is.
    pub(crate) async fn exchange(self) -> Result<Response, Error> {
        let operation = self.operation;
        let client = self.resource.client().clone();
        let (request, context) = self.into_parts().await.map_err(|error| error.with_operation(operation))?;
        let response = client.run(request, context).await.map_err(|error| error.with_operation(operation))?;
        Ok(Response::new(operation, response))
    }

    async fn into_parts(self) -> Result<(http::Request<Body>, Context), Error> {
        if !self.problems.is_empty() {
            return Err(Error::new(
                ErrorKind::InvalidInput,
                format!("nothing was sent: {}", self.problems.join("; ")),
            ));
        }
        let (method, path, idempotent) = match &self.target {
            Target::Declared => {
                let path =
                    path::expand(self.operation.path(), |name| self.path_value(name)).map_err(|name| {
                        Error::new(ErrorKind::InvalidInput, format!("the path has no value for {{{name}}}"))
                    })?;
                (self.operation.method().clone(), path, self.operation.is_idempotent())
            }
            Target::Elsewhere { .. } => (Method::GET, String::new(), true),
            Target::Raw { method, path } => {
                // `PUT /v2/boards?copy_from=..` makes a copy each time.
                let is_copy = *method == Method::PUT && path.split('?').next() == Some("/v2/boards");
                (method.clone(), path.clone(), method.is_idempotent() && !is_copy)
            }
        };
        let client = self.resource.client();
        let mut url = match &self.target {
            Target::Elsewhere { url } => url.clone(),
            _ => format!("{}{path}", client.hosts().base(self.operation.served_by())),
        };
        let query =
            path::query_string(self.query.iter().map(|(name, value)| (name.as_ref(), value.as_str())));
        if !query.is_empty() {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(&query);
        }
        let mut request = http::Request::builder()
            .method(method)
            .uri(url)
            .header(header::ACCEPT, self.accept())
            .header(header::USER_AGENT, client.user_agent());
        let body = match &self.body {
            Content::None => Body::empty(),
            Content::Json(json) => {
                request = request.header(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
                Body::from(json.clone())
            }
            Content::Form(form) => {
                let form = form.prepare().await?;
                request = request
                    .header(header::CONTENT_TYPE, form.content_type().map_err(unwritable)?)
                    .header(header::CONTENT_LENGTH, form.length());
                form.into_body()
            }
        };
        let request = request.body(body).map_err(unwritable)?;
        let context = Context {
            operation: self.operation,
            credits: self.operation.credits(self.items),
            idempotent: idempotent || self.may_repeat,
            timeout: self.timeout.unwrap_or(client.timeout()),
            largest_answer: self.largest_answer.unwrap_or(client.largest_answer()),
            audience: match self.target {
                Target::Elsewhere { .. } => Audience::Anyone,
                _ => Audience::Host(self.operation.served_by()),
            },
            user: self.resource.user().clone(),
            priority: self.priority,
            tokens: (!self.operation.is_anonymous()).then(|| self.resource.tokens().clone()),
            attempts: 0.into(),
            retry: self.retry,
            is_sent: false.into(),
        };
        Ok((request, context))
    }

    fn accept(&self) -> HeaderValue {
        HeaderValue::from_static(match (&self.target, self.operation.served_by()) {
            (Target::Elsewhere { .. }, _) => "*/*",
            (_, Host::Api) => "application/json",
            (_, Host::Scim) => "application/scim+json, application/json",
        })
    }

    fn path_value(&self, name: &str) -> Option<&str> {
        let own = self.path_values.iter().find(|(other, _)| *other == name).map(|(_, value)| value.as_str());
        own.or_else(|| self.resource.path_value(name))
    }
}

fn unwritable(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new(ErrorKind::InvalidInput, "the request cannot be written").with_source(error)
}
