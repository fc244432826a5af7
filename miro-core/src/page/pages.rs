use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;
use tokio::time::sleep;

use super::guard::Guard;
use super::resumption::Resumption;
use super::{Cursor, List, Page};
use crate::error::{Error, ErrorKind};
use crate::request::Exchange;
use crate::response::Response;

/// A stream of the pages of a list, in order.
///
/// An error ends the stream, unless it is [resumed](Self::resume).
#[must_use = "streams do nothing unless they are polled"]
pub struct Pages<P> {
    list: List<P>,
    guard: Guard,
    /// The place of the next page.
    place: Option<Cursor>,
    /// The pages in flight, in order; the first starts at `place`.
    in_flight: VecDeque<(Option<Cursor>, Exchange)>,
    ready: VecDeque<Result<P, Error>>,
    prefetch: usize,
    /// The total that the last page reported.
    total: Option<u64>,
    /// The number of elements still wanted; `None` if all are.
    wanted: Option<u64>,
    complete: bool,
    resumption: Resumption,
}

impl<P: Page> Pages<P> {
    pub(super) fn new(list: List<P>) -> Self {
        let (max_items, prefetch, place) = list.settings();
        let guard = Guard::new(list.paging(), list.page_size().into());
        let wanted = max_items.map(|items| items as u64);
        let complete = wanted == Some(0);
        Self {
            list,
            guard,
            place,
            in_flight: VecDeque::new(),
            ready: VecDeque::new(),
            prefetch,
            total: None,
            wanted,
            complete,
            resumption: Resumption::default(),
        }
    }

    /// Continues after an error, with the page that failed.
    ///
    /// Waits as long as the response requested, or a second, doubled for each further error in a row, up to a
    /// minute. No element is repeated or lost. Dropping the future leaves the stream unchanged.
    ///
    /// Returns `false` at once if waiting does not help: nothing has failed, the error is not temporary (see
    /// [`Error::is_retryable`]), the response requests more than an hour, or ten errors occurred in a row.
    pub async fn resume(&mut self) -> bool {
        let Some(wait) = self.resumption.wait() else { return false };
        sleep(wait).await;
        self.reopen();
        true
    }

    /// How long to wait before continuing; `None` if it cannot continue.
    pub(super) fn wait(&self) -> Option<Duration> {
        self.resumption.wait()
    }

    /// Continues with the page that failed.
    pub(super) fn reopen(&mut self) {
        self.resumption.reopened();
        self.complete = false;
    }

    /// Requests pages until this many are in flight or ready, or no further place is known yet.
    fn request_pages(&mut self, most: usize) {
        while !self.complete && self.in_flight.len().saturating_add(self.ready.len()) < most {
            let place = match self.in_flight.back() {
                None => self.place.clone(),
                Some((last, _)) => match self.place_after(last.as_ref()) {
                    Some(place) => Some(place),
                    None => return,
                },
            };
            let mut fetch = self.list.page_request(place.as_ref()).send();
            fetch.start();
            self.in_flight.push_back((place, fetch));
        }
    }

    /// Returns the place after a page that is still in flight, if all pages before the end are full. It is known
    /// for lists by number that have reported their total.
    fn place_after(&self, last: Option<&Cursor>) -> Option<Cursor> {
        let size = u64::from(self.list.page_size());
        let requested = size.saturating_mul(self.in_flight.len() as u64);
        if self.wanted.is_some_and(|wanted| wanted <= requested) {
            return None;
        }
        self.guard.place_after(last, size, self.total?)
    }

    /// Takes the response of the first page in flight.
    fn receive(&mut self, result: Result<Response, Error>) {
        self.in_flight.pop_front();
        let page = result.and_then(|response| {
            let page = self.list.decode(&response)?;
            let outline = page.outline();
            let stuck = |reason| stuck(&response, reason);
            self.guard.accept(self.place.as_ref(), &outline, response.body()).map_err(stuck)?;
            self.total = outline.total;
            self.wanted = self.wanted.map(|wanted| wanted.saturating_sub(outline.count));
            Ok((page, self.guard.next(self.place.as_ref(), &outline).map_err(stuck)))
        });
        match page {
            Ok((page, next)) => {
                self.resumption.page();
                self.ready.push_back(Ok(page));
                match next {
                    // Pages after the last wanted element are not needed.
                    _ if self.wanted == Some(0) => self.end(),
                    Ok(Some(next)) => self.proceed(next),
                    Ok(None) => self.end(),
                    Err(error) => self.fail(error),
                }
            }
            Err(error) => self.fail(error),
        }
    }

    fn proceed(&mut self, next: Cursor) {
        // A short page has moved the elements of all pages that were requested after it.
        if self.in_flight.front().is_some_and(|(place, _)| place.as_ref() != Some(&next)) {
            self.in_flight.clear();
        }
        self.place = Some(next);
    }

    fn end(&mut self) {
        self.complete = true;
        self.in_flight.clear();
    }

    fn fail(&mut self, error: Error) {
        self.end();
        self.resumption.failed(&error);
        let place = self.place.clone().unwrap_or(Cursor::start());
        self.ready.push_back(Err(error.with_cursor(Some(place))));
    }
}

fn stuck(response: &Response, reason: String) -> Error {
    Error::new(ErrorKind::Paging, format!("the list makes no progress: {reason}"))
        .with_operation(response.operation())
}

impl<P: Page> Stream for Pages<P> {
    type Item = Result<P, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            // One page for the waiting consumer, in addition to the prefetched ones.
            this.request_pages(this.prefetch.saturating_add(1));
            match this.in_flight.front_mut().map(|(_, fetch)| Pin::new(fetch).poll(context)) {
                Some(Poll::Ready(result)) => this.receive(result),
                _ => break,
            }
            if this.prefetch == 0 {
                break;
            }
        }
        match this.ready.pop_front() {
            Some(page) => {
                // A slot is free now: the next page is fetched while the consumer processes this one.
                this.request_pages(this.prefetch);
                Poll::Ready(Some(page))
            }
            None if this.complete => Poll::Ready(None),
            None => Poll::Pending,
        }
    }
}

// Nothing inside is pinned: the futures are boxed.
impl<P> Unpin for Pages<P> {}

impl<P> fmt::Debug for Pages<P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Pages of {:?}", self.list)
    }
}
