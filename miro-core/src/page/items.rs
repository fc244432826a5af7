use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use futures_util::StreamExt;

use super::{Elements, List, Page, Pages};
use crate::error::Error;

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
