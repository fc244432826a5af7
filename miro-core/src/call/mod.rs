//! Calls of a declared operation, of any path, and for a file.

mod download;
mod raw;

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use serde::de::DeserializeOwned;

use crate::decode;
use crate::error::Error;
use crate::request::{CallSettings, Exchange, Request};
use crate::response::Response;

pub use download::{Download, DownloadedFile};
pub use raw::RawRequest;

pub(crate) type Decode<T> = fn(&Response) -> Result<T, Error>;

/// A call that is ready to be sent: [`send`](Self::send) it, or `.await` it.
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct Call<T> {
    request: Request,
    decode: Decode<T>,
}

impl<T> Call<T> {
    pub(crate) fn new(request: Request, decode: Decode<T>) -> Self {
        Self { request, decode }
    }

    /// Sends the call.
    ///
    /// # Errors
    /// See [`Error`]: invalid input, an error response, the network, or a malformed response.
    pub fn send(self) -> CallFuture<T> {
        CallFuture { exchange: self.request.send(), decode: self.decode }
    }

    /// Sends the call and returns the response without decoding it.
    ///
    /// # Errors
    /// The errors of [`send`](Self::send), except those of decoding.
    pub fn send_raw(self) -> CallFuture<Response> {
        CallFuture { exchange: self.request.send(), decode: |response| Ok(response.clone()) }
    }

    crate::call_settings!(pub, request);

    #[doc(hidden)]
    pub fn settings_mut(&mut self) -> &mut CallSettings {
        self.request.settings_mut()
    }

    #[doc(hidden)]
    pub fn request_mut(&mut self) -> &mut Request {
        &mut self.request
    }
}

impl<T: DeserializeOwned> Call<T> {
    /// A call whose response is JSON.
    #[doc(hidden)]
    pub fn json(request: Request) -> Self {
        Self::new(request, Response::json::<T>)
    }
}

impl<T: DeserializeOwned> Call<Option<T>> {
    /// A call whose response is JSON or empty.
    #[doc(hidden)]
    pub fn json_or_empty(request: Request) -> Self {
        Self::new(request, |response| match response.body().is_empty() {
            true => Ok(None),
            false => response.json(),
        })
    }
}

impl Call<()> {
    /// A call whose response is empty.
    #[doc(hidden)]
    pub fn empty(request: Request) -> Self {
        Self::new(request, |response| decode::empty(&response.origin()))
    }
}

impl<T> Clone for Call<T> {
    fn clone(&self) -> Self {
        Self { request: self.request.clone(), decode: self.decode }
    }
}

impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Call({})", self.request.operation().id())
    }
}

impl<T> IntoFuture for Call<T> {
    type Output = Result<T, Error>;
    type IntoFuture = CallFuture<T>;

    fn into_future(self) -> CallFuture<T> {
        self.send()
    }
}

/// A call in flight.
#[must_use = "futures do nothing unless they are awaited"]
pub struct CallFuture<T> {
    exchange: Exchange,
    decode: Decode<T>,
}

impl<T> CallFuture<T> {
    pub(crate) fn new(request: Request, decode: Decode<T>) -> Self {
        Self { exchange: request.send(), decode }
    }
}

impl<T> Future for CallFuture<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let response = ready!(Pin::new(&mut self.exchange).poll(context))?;
        Poll::Ready((self.decode)(&response))
    }
}

impl<T> fmt::Debug for CallFuture<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("CallFuture")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_future_has_four_words_for_any_response() {
        let words = size_of::<CallFuture<[u64; 100]>>() / size_of::<usize>();
        assert_eq!(words, 4, "32 bytes with 64-bit words");
    }
}
