//! JSON request and response bodies.

use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response as HttpResponse};
use http::StatusCode;
use http_body_util::BodyExt as _;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::server::call::{content_type, is_json};
use crate::server::error::ApiError;
use crate::server::response::Response;

/// A JSON body.
#[derive(Debug)]
pub(super) struct Json<T>(pub(super) T);

impl<T: DeserializeOwned, S: Sync> FromRequest<S> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        let (parts, body) = request.into_parts();
        if !is_json(&parts.headers) {
            return Err(ApiError::unsupported_media_type(content_type(&parts.headers)));
        }
        let body = body.collect().await.map_err(|_| ApiError::bad_request("The body is not complete"))?;
        let value = serde_json::from_slice(&body.to_bytes());
        value.map(Self).map_err(|error| ApiError::bad_request(error.to_string()))
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> HttpResponse {
        match serde_json::to_string(&self.0) {
            Ok(text) => Response::text(StatusCode::OK, text).into_response(),
            Err(error) => ApiError::bad_request(error.to_string()).into_response(),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> HttpResponse {
        self.to_response().into_response()
    }
}
