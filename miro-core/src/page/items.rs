use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;
use futures_util::StreamExt;
use tokio::time::sleep;

use super::elements::IntoIter;
use super::{Elements, List, Page, Pages};
use crate::error::Error;

/// A stream of the elements of a list.
///
/// A malformed element is an error in its place. Any other error ends the stream, unless it is [resumed](Self::resume).
#[must_use = "streams do nothing unless they are polled"]
pub struct Items<T> {
    /// Boxed, so that callers do not have to name the kind of paging.
    pages: Box<dyn Source<T>>,
    current: IntoIter<T>,
    left: Option<usize>,
}

impl<T: Send + 'static> Items<T> {
    pub(super) fn new<P: Page<Item = T>>(list: List<P>) -> Self {
        let (left, ..) = list.settings();
        Self { pages: Box::new(Pages::new(list)), current: Elements::default().into_iter(), left }
    }
}

impl<T> Items<T> {
    /// Continues after an error that ended the stream, with the page that failed. See [`Pages::resume`].
    ///
    /// ```no_run
    /// use futures_util::StreamExt;
    /// # use miro_core::page::{CursorPage, List};
    ///
    /// # async fn run(list: List<CursorPage<String>>) -> Result<(), miro_core::Error> {
    /// let mut elements = list.stream();
    /// while let Some(element) = elements.next().await {
    ///     match element {
    ///         Ok(element) => println!("{element}"),
    ///         // One malformed element: the stream continues after it.
    ///         Err(error) if error.cursor().is_none() => eprintln!("{error}"),
    ///         Err(error) => {
    ///             if !elements.resume().await {
    ///                 return Err(error);
    ///             }
    ///         }
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn resume(&mut self) -> bool {
        let Some(wait) = self.pages.wait() else { return false };
        sleep(wait).await;
        self.pages.reopen();
        true
    }
}

impl<T> Items<T> {
    /// Fetches all remaining elements. It is not called `all`, because `StreamExt` has a method with this name.
    ///
    /// # Errors
    /// The error of the page that cannot be fetched.
    #[doc(hidden)]
    pub async fn gathered(mut self) -> Result<Elements<T>, Error> {
        let wanted = self.left.unwrap_or(usize::MAX);
        let mut all = Elements::default();
        while let Some(page) = std::future::poll_fn(|context| self.pages.poll_next(context)).await {
            all.append(page?, wanted);
        }
        Ok(all)
    }
}

/// The elements of pages, for any kind of paging.
trait Source<T>: Send {
    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Elements<T>, Error>>>;

    fn wait(&self) -> Option<Duration>;

    fn reopen(&mut self);
}

impl<P: Page> Source<P::Item> for Pages<P> {
    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Elements<P::Item>, Error>>> {
        self.poll_next_unpin(context).map(|page| page.map(|page| page.map(P::into_elements)))
    }

    fn wait(&self) -> Option<Duration> {
        Pages::wait(self)
    }

    fn reopen(&mut self) {
        Pages::reopen(self);
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
                this.left = this.left.map(|left| left.saturating_sub(1));
                return Poll::Ready(Some(item));
            }
            match std::task::ready!(this.pages.poll_next(context)) {
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
