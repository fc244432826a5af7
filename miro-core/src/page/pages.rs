use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use futures_util::StreamExt;

use super::guard::Guard;
use super::{Cursor, Elements, List, Page};
use crate::error::{Error, ErrorKind};
use crate::response::Response;
use crate::transport::BoxFuture;

type Fetch = BoxFuture<'static, Result<Response, Error>>;

/// The pages of a list, one after the other.
///
/// After an error it gives nothing more.
#[must_use = "streams do nothing unless they are polled"]
pub struct Pages<P> {
    list: List<P>,
    guard: Guard,
    /// Where the page that is being fetched starts.
    place: Option<Cursor>,
    fetch: Option<Fetch>,
    ready: VecDeque<Result<P, Error>>,
    prefetch: usize,
    /// How many elements are still to be fetched, if not all are wanted.
    wanted: Option<u64>,
    complete: bool,
}

impl<P: Page> Pages<P> {
    pub(super) fn new(list: List<P>) -> Self {
        let (max_items, prefetch, place) = list.settings();
        let guard = Guard::new(list.paging(), list.page_size().into());
        let wanted = max_items.map(|items| items as u64);
        let complete = wanted == Some(0);
        Self { list, guard, place, fetch: None, ready: VecDeque::new(), prefetch, wanted, complete }
    }

    /// Starts the next page, unless one is under way or none is left.
    fn start(&mut self) {
        if self.complete || self.fetch.is_some() {
            return;
        }
        let fetch = self.list.page_request(self.place.as_ref()).send();
        self.fetch = Some(if self.prefetch == 0 { fetch } else { on_a_task(fetch) });
    }

    fn receive(&mut self, answer: Result<Response, Error>) {
        self.fetch = None;
        let result = answer.and_then(|response| {
            let page = self.list.decode(&response)?;
            let outline = page.outline();
            let stuck = |reason| stuck(&response, reason);
            self.guard.accept(self.place.as_ref(), &outline, response.body()).map_err(stuck)?;
            self.wanted = self.wanted.map(|wanted| wanted.saturating_sub(outline.count));
            Ok((page, self.guard.next(self.place.as_ref(), &outline).map_err(stuck)))
        });
        match result {
            Ok((page, next)) => {
                self.ready.push_back(Ok(page));
                match next {
                    // What lies behind the last element that is wanted is nobody's concern.
                    _ if self.wanted == Some(0) => self.complete = true,
                    Ok(next) => {
                        self.complete = next.is_none();
                        self.place = next;
                    }
                    Err(error) => self.fail(error),
                }
            }
            Err(error) => self.fail(error),
        }
    }

    fn fail(&mut self, error: Error) {
        self.complete = true;
        self.ready.push_back(Err(error.with_cursor(self.place.clone())));
    }
}

fn stuck(response: &Response, reason: String) -> Error {
    Error::new(ErrorKind::Paging, format!("the list makes no progress: {reason}"))
        .with_operation(response.operation())
}

/// Lets a fetch go on while nobody polls it; it ends with the stream.
fn on_a_task(fetch: Fetch) -> Fetch {
    struct Task(tokio::task::JoinHandle<Result<Response, Error>>);
    impl Drop for Task {
        fn drop(&mut self) {
            self.0.abort();
        }
    }
    let mut task = Task(tokio::spawn(fetch));
    Box::pin(async move {
        (&mut task.0).await.unwrap_or_else(|error| {
            Err(Error::new(ErrorKind::Connection, "the task that fetched the page has ended")
                .with_source(error))
        })
    })
}

impl<P: Page> Stream for Pages<P> {
    type Item = Result<P, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if this.ready.len() <= this.prefetch {
                this.start();
            }
            match this.fetch.as_mut().map(|fetch| fetch.as_mut().poll(context)) {
                Some(Poll::Ready(answer)) => this.receive(answer),
                _ => break,
            }
            if this.prefetch == 0 {
                break;
            }
        }
        match this.ready.pop_front() {
            Some(page) => {
                // One place is free now: what comes next is fetched while the consumer is busy with this page.
                if this.prefetch > 0 {
                    this.start();
                }
                Poll::Ready(Some(page))
            }
            None if this.complete => Poll::Ready(None),
            None => Poll::Pending,
        }
    }
}

// Nothing in it is polled in place: the future inside is boxed.
impl<P> Unpin for Pages<P> {}

impl<P> fmt::Debug for Pages<P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Pages of {:?}", self.list)
    }
}

/// The elements of a list, page after page.
///
/// An element that cannot be read is an error in its place. After any other error it gives nothing more.
#[must_use = "streams do nothing unless they are polled"]
pub struct Items<T> {
    /// Boxed, so that the kind of paging is no part of the type that users write down.
    pages: Pin<Box<dyn Stream<Item = Result<Elements<T>, Error>> + Send>>,
    current: std::vec::IntoIter<Result<T, Error>>,
    left: Option<usize>,
}

impl<T: Send + 'static> Items<T> {
    pub(super) fn new<P: Page<Item = T>>(list: List<P>) -> Self {
        let (left, ..) = list.settings();
        let pages = Pages::new(list).map(|page| page.map(P::into_elements));
        Self { pages: Box::pin(pages), current: Vec::new().into_iter(), left }
    }
}

impl<T> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if this.left == Some(0) {
                return Poll::Ready(None);
            }
            if let Some(item) = this.current.next() {
                this.left = this.left.map(|left| left - 1);
                return Poll::Ready(Some(item));
            }
            match std::task::ready!(this.pages.as_mut().poll_next(context)) {
                Some(Ok(elements)) => this.current = elements.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T> Unpin for Items<T> {}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Items")
    }
}
