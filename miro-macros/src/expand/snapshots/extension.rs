#[cfg(feature = "comments")]
/// More operations of [`miro::BoardHandle`].
///
/// [`comments`](CommentsExt::comments) gives it; no request is made before one of its methods is called.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "this makes no request: call one of its methods"]
pub struct Comments {
    resource: ::miro::__private::Resource,
}
#[cfg(feature = "comments")]
impl ::miro::__private::Handle for Comments {
    const PATH: &'static str = <miro::BoardHandle as ::miro::__private::Handle>::PATH;
    const RUST: &'static str = ::miro::__private::const_concat!(
        < miro::BoardHandle as ::miro::__private::Handle > ::RUST, "comments()."
    );
    const HOST: ::miro::__private::Host = <miro::BoardHandle as ::miro::__private::Handle>::HOST;
    fn resource(&self) -> &::miro::__private::Resource {
        &self.resource
    }
}
#[cfg(feature = "comments")]
/// Adds [`comments`](Self::comments) to [`miro::BoardHandle`].
pub trait CommentsExt {
    /// Its [`Comments`].
    ///
    /// No request is made.
    fn comments(&self) -> Comments;
}
#[cfg(feature = "comments")]
impl CommentsExt for miro::BoardHandle {
    fn comments(&self) -> Comments {
        Comments {
            resource: ::core::clone::Clone::clone(
                <miro::BoardHandle as ::miro::__private::Handle>::resource(self),
            ),
        }
    }
}
#[cfg(feature = "comments")]
impl Comments {
    /// Every operation of this group, in the order of their declaration.
    #[allow(dead_code)]
    pub const OPERATIONS: &'static [&'static ::miro::__private::Operation] = &[
        Comments::__LIST,
    ];
    const __LIST: &'static ::miro::__private::Operation = &::miro::__private::Operation::new(
            "get-comments",
            ::miro::__private::Method::GET,
            "/v2-experimental/boards/{board_id}/comments",
            ::miro::__private::const_concat!(
                < Comments as ::miro::__private::Handle > ::RUST, "list()"
            ),
        )
        .with_scopes(&["boards:read"])
        .with_level(::miro::__private::Level::L1)
        .with_paging(::miro::__private::Paging::Offset {
            min: 1,
            max: 50,
        })
        .with_host(<miro::BoardHandle as ::miro::__private::Handle>::HOST)
        .with_stability(::miro::__private::Stability::Experimental);
    /// Calls Miro's operation `get-comments`.
    ///
    /// `GET /v2-experimental/boards/{board_id}/comments`
    ///
    /// * **Experimental**: Miro may change or remove it at any time
    /// * Scope: `boards:read`
    /// * Rate limit: level 1, 50 credits
    /// * Pages: by offset, 1 to 50 elements each
    /// * Reference: [`get-comments`](https://developers.miro.com/reference/get-comments)
    ///
    /// # Errors
    ///
    /// An [`Error`](https://docs.rs/miro-api/latest/miro/struct.Error.html) if an argument is out of its range, if the request does not arrive, if Miro rejects it, or if the response cannot be decoded.
    #[doc(alias = "get_comments")]
    #[doc(alias = "getComments")]
    pub fn list(&self) -> CommentsList {
        let request = ::miro::__private::Request::new(&self.resource, Comments::__LIST);
        CommentsList(::miro::__private::List::new(request))
    }
}
#[cfg(feature = "comments")]
/// The request of [`Comments::list`]: `.send()` or `.await` it.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "no request is made before `.send()` or `.await`"]
pub struct CommentsList(::miro::__private::List<::miro::__private::OffsetPage<Comment>>);
#[cfg(feature = "comments")]
impl CommentsList {
    /// How many elements a page has, 1 to 50; 50 if it is not set, which makes the fewest calls.
    #[inline]
    pub fn limit(self, limit: u32) -> Self {
        Self(self.0.limit(limit))
    }
    /// Ends a stream after this many elements.
    #[inline]
    pub fn max_items(self, max_items: usize) -> Self {
        Self(self.0.max_items(max_items))
    }
    /// Fetches up to this many pages ahead of the consumer of a stream. The default is 0.
    #[inline]
    pub fn prefetch(self, pages: usize) -> Self {
        Self(self.0.prefetch(pages))
    }
    /// Starts at an earlier place: the cursor of a page, or of the error that ended a stream.
    #[inline]
    pub fn resume_from(
        self,
        cursor: impl ::core::convert::Into<::miro::__private::Cursor>,
    ) -> Self {
        Self(self.0.resume_from(cursor))
    }
    ::miro::__private::call_settings!(pub, 0);
    /// Fetches one page and returns the response without decoding it.
    #[inline]
    pub fn send_raw(
        self,
    ) -> ::miro::__private::CallFuture<::miro::__private::RawResponse> {
        self.0.send_raw()
    }
    /// Fetches one page; `.await` alone does the same.
    #[inline]
    pub fn send(
        self,
    ) -> ::miro::__private::CallFuture<::miro::__private::OffsetPage<Comment>> {
        self.0.send()
    }
    /// Fetches all pages and returns their elements, malformed ones apart.
    #[inline]
    pub fn all(
        self,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<
            ::miro::__private::Elements<Comment>,
            ::miro::__private::Error,
        >,
    > + ::core::marker::Send {
        self.stream().gathered()
    }
    /// Returns all pages as a stream.
    #[inline]
    pub fn pages(
        self,
    ) -> ::miro::__private::Pages<::miro::__private::OffsetPage<Comment>> {
        self.0.pages()
    }
    /// Returns all elements as a stream, which fetches the pages that it needs.
    #[inline]
    pub fn stream(self) -> ::miro::__private::Items<Comment> {
        self.0.stream()
    }
}
#[cfg(feature = "comments")]
impl ::core::convert::From<CommentsList>
for ::miro::__private::List<::miro::__private::OffsetPage<Comment>> {
    #[inline]
    fn from(builder: CommentsList) -> Self {
        builder.0
    }
}
#[cfg(feature = "comments")]
impl ::core::future::IntoFuture for CommentsList {
    type Output = ::core::result::Result<
        ::miro::__private::OffsetPage<Comment>,
        ::miro::__private::Error,
    >;
    type IntoFuture = ::miro::__private::CallFuture<
        ::miro::__private::OffsetPage<Comment>,
    >;
    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}
#[cfg(feature = "comments")]
const _: () = ::core::assert!(
    ::miro::__private::has_placeholder(< miro::BoardHandle as ::miro::__private::Handle >
    ::PATH, "board_id"),
    "`BoardHandle` does not supply `board_id`: give this placeholder another name, and it becomes an argument"
);
