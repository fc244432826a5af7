use std::fmt;
use std::future::IntoFuture;

use super::{Cursor, Elements, Items, Page, Pages};
use crate::call::{CallFuture, Decode};
use crate::error::Error;
use crate::operation::Paging;
use crate::request::{CallSettings, Request};
use crate::response::Response;

/// A list that is ready to be read: [`send`](Self::send) for one page, [`stream`](Self::stream) for all elements.
#[must_use = "a list does nothing until it is sent, awaited or streamed"]
pub struct List<P> {
    request: Request,
    limit: Option<u32>,
    max_items: Option<usize>,
    prefetch: usize,
    start: Option<Cursor>,
    /// Set where the endpoint is declared, so that the decoder is compiled there once, and not in each program.
    decode: Decode<P>,
}

/// The maximum number of prefetched pages: the server decides how many there are, and each is a task.
const MAX_PREFETCH: usize = 256;

/// For operations that are declared without paging, which the macros prevent.
const UNPAGED: Paging = Paging::Cursor { min: 1, max: u32::MAX };

impl<P> List<P> {
    /// Sets the page size. The default is the endpoint's maximum, which needs the fewest calls.
    ///
    /// A size outside of the endpoint's range is an error before anything is sent.
    pub fn limit(mut self, limit: u32) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Ends a stream after this many elements. A stream of pages ends with the page that contains the last of
    /// them.
    ///
    /// The page size does not change, because a smaller page costs as many credits: see [`limit`](Self::limit).
    pub fn max_items(mut self, max_items: usize) -> Self {
        self.max_items = Some(max_items);
        self
    }

    /// Fetches up to this many pages ahead of the consumer of a stream, at most 256. The default is 0.
    ///
    /// Pages ahead are fetched on tasks of the Tokio runtime, and only this many are held in memory: a slow
    /// consumer pauses the fetching. By cursor they are fetched one after the other, because each page names the
    /// next. By offset they are fetched concurrently, once the first page has reported the total, and are returned
    /// in order.
    ///
    /// A list that changes while it is read by offset may return an element twice or not at all, with or without
    /// pages ahead, because an insertion or removal moves all elements after it. If a page is shorter than
    /// expected, the pages after it are fetched again.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.prefetch = pages.min(MAX_PREFETCH);
        self
    }

    /// Starts at an earlier place: [`Error::cursor`] of a stream that failed, or the `cursor` of a page.
    pub fn resume_from(mut self, cursor: impl Into<Cursor>) -> Self {
        self.start = Some(cursor.into()).filter(|cursor| !cursor.is_start());
        let is_counted = !matches!(self.request.operation().paging(), Some(Paging::Cursor { .. }) | None);
        if let Some(start) =
            self.start.as_ref().filter(|start| is_counted && start.as_str().parse::<u64>().is_err())
        {
            let problem =
                format!("{:?} is not a place in this list, whose places are numbers", start.as_str());
            self.request.refuse("resume_from", &problem);
        }
        self
    }

    crate::call_settings!(pub, request);

    /// Fetches one page and returns the response without decoding it.
    ///
    /// # Errors
    /// The errors of [`send`](Self::send), except those of decoding.
    pub fn send_raw(self) -> CallFuture<Response> {
        CallFuture::new(self.page_request(self.start.as_ref()), |response| Ok(response.clone()))
    }

    #[doc(hidden)]
    pub fn settings_mut(&mut self) -> &mut CallSettings {
        self.request.settings_mut()
    }

    #[doc(hidden)]
    pub fn request_mut(&mut self) -> &mut Request {
        &mut self.request
    }

    pub(super) fn paging(&self) -> Paging {
        self.request.operation().paging().unwrap_or(UNPAGED)
    }

    /// The requested page size; the maximum by default.
    pub(super) fn page_size(&self) -> u32 {
        let (_, max) = self.paging().page_size();
        self.limit.unwrap_or(max)
    }

    pub(super) fn decode(&self, response: &Response) -> Result<P, Error> {
        (self.decode)(response)
    }

    pub(super) fn settings(&self) -> (Option<usize>, usize, Option<Cursor>) {
        (self.max_items, self.prefetch, self.start.clone())
    }

    /// Returns the request for the page at this place.
    pub(super) fn page_request(&self, place: Option<&Cursor>) -> Request {
        let paging = self.paging();
        let (min, max) = paging.page_size();
        let size = self.page_size();
        let mut request = self.request.clone();
        request.check_range(paging.size_parameter(), size.into(), min.into(), max.into());
        request.set_query(paging.size_parameter(), &size);
        if let Some(place) = place {
            request.set_query(paging.position_parameter(), place);
        }
        request
    }
}

impl<P: Page> List<P> {
    #[doc(hidden)]
    pub fn new(request: Request) -> Self {
        Self { request, limit: None, max_items: None, prefetch: 0, start: None, decode: P::decode }
    }

    /// Fetches one page.
    ///
    /// # Errors
    /// See [`Error`]. If the page has elements and none of them could be read, the error is that of the first.
    pub fn send(self) -> CallFuture<P> {
        CallFuture::new(self.page_request(self.start.as_ref()), alone::<P>)
    }

    /// Fetches all pages and returns their elements, up to [`max_items`](Self::max_items).
    ///
    /// A malformed element does not fail the others: it is among the [`rejected`](Elements::rejected).
    ///
    /// ```no_run
    /// # async fn run(list: miro_core::page::List<miro_core::page::CursorPage<String>>) -> Result<(), miro_core::Error> {
    /// let all = list.all().await?;
    /// println!("{} elements, {} unreadable", all.items.len(), all.rejected.len());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Fails if a page cannot be fetched. The elements before it are lost; a [`stream`](Self::stream) returns
    /// them. The error has the [cursor](Error::cursor) of the page.
    pub async fn all(self) -> Result<Elements<P::Item>, Error> {
        self.stream().gathered().await
    }

    /// Returns all pages as a stream.
    ///
    /// An error ends the stream, and has the [cursor](Error::cursor) of the page that failed. [`Pages::resume`] continues there.
    pub fn pages(self) -> Pages<P> {
        Pages::new(self)
    }

    /// Returns all elements as a stream, which fetches the pages that it needs.
    ///
    /// A malformed element is an error in its place, and the stream continues after it. Any other error ends the
    /// stream, and has the [cursor](Error::cursor) of the page that failed. [`Items::resume`] continues there.
    pub fn stream(self) -> Items<P::Item> {
        Items::new(self)
    }
}

/// Reads a single page. Fails if every element is malformed, because the page would look as if it were empty.
fn alone<P: Page>(response: &Response) -> Result<P, Error> {
    let page = P::decode(response)?;
    match page.rejected() {
        [first, ..] if page.rejected().len() as u64 == page.outline().count => Err(first.error.clone()),
        _ => Ok(page),
    }
}

impl<P> Clone for List<P> {
    fn clone(&self) -> Self {
        Self {
            request: self.request.clone(),
            limit: self.limit,
            max_items: self.max_items,
            prefetch: self.prefetch,
            start: self.start.clone(),
            decode: self.decode,
        }
    }
}

impl<P> fmt::Debug for List<P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "List({})", self.request.operation().id())
    }
}

impl<P: Page> IntoFuture for List<P> {
    type Output = Result<P, Error>;
    type IntoFuture = CallFuture<P>;

    fn into_future(self) -> CallFuture<P> {
        self.send()
    }
}
