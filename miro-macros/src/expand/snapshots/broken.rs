::core::compile_error! {
    "unknown scope `boards:raed`: did you mean `boards:read`?"
}
/// The operations below `…/things`.
///
/// [`BoardHandle::things`](BoardHandle::things) gives it; no request is made before one of its methods is called.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "this makes no request: call one of its methods"]
pub struct Things {
    resource: ::miro::__private::Resource,
}
impl ::miro::__private::Handle for Things {
    const PATH: &'static str = ::miro::__private::const_concat!(
        < BoardHandle as ::miro::__private::Handle > ::PATH, "/things"
    );
    const RUST: &'static str = ::miro::__private::const_concat!(
        < BoardHandle as ::miro::__private::Handle > ::RUST, "things()."
    );
    const HOST: ::miro::__private::Host = <BoardHandle as ::miro::__private::Handle>::HOST;
    fn resource(&self) -> &::miro::__private::Resource {
        &self.resource
    }
}
impl BoardHandle {
    /// Its [`Things`].
    ///
    /// No request is made.
    pub fn things(&self) -> Things {
        Things {
            resource: ::core::clone::Clone::clone(
                <BoardHandle as ::miro::__private::Handle>::resource(self),
            ),
        }
    }
}
impl Things {
    /// Every operation of this group, in the order of their declaration.
    #[allow(dead_code)]
    pub const OPERATIONS: &'static [&'static ::miro::__private::Operation] = &[
        Things::__GET,
    ];
    const __GET: &'static ::miro::__private::Operation = &::miro::__private::Operation::new(
            "get-thing",
            ::miro::__private::Method::GET,
            ::miro::__private::const_concat!(
                < Things as ::miro::__private::Handle > ::PATH, "/{thing_id}"
            ),
            ::miro::__private::const_concat!(
                < Things as ::miro::__private::Handle > ::RUST, "get(thing_id)"
            ),
        )
        .with_scopes(&["boards:read"])
        .with_level(::miro::__private::Level::L1)
        .with_host(<BoardHandle as ::miro::__private::Handle>::HOST)
        .with_stability(
            ::miro::__private::stability_of(
                <BoardHandle as ::miro::__private::Handle>::HOST,
                <BoardHandle as ::miro::__private::Handle>::PATH,
            ),
        );
    /// Calls Miro's operation `get-things`.
    ///
    /// `GET …/things`
    ///
    /// * Scope: `boards:raed`
    /// * Rate limit: level 1, 50 credits
    /// * Pages: by offset, 1 to 50 elements each
    /// * Reference: [`get-things`](https://developers.miro.com/reference/get-things)
    ///
    /// # Errors
    ///
    /// An [`Error`](https://docs.rs/miro-api/latest/miro/struct.Error.html) if an argument is out of its range, if the request does not arrive, if Miro rejects it, or if the response cannot be decoded.
    #[doc(alias = "get_things")]
    #[doc(alias = "getThings")]
    #[allow(unused_variables, dead_code, clippy::all)]
    pub fn list(&self) -> ThingsList {
        loop {}
    }
    /// Calls Miro's operation `get-thing`.
    ///
    /// `GET …/things/{thing_id}`
    ///
    /// * Scope: `boards:read`
    /// * Rate limit: level 1, 50 credits
    /// * Reference: [`get-thing`](https://developers.miro.com/reference/get-thing)
    ///
    /// # Errors
    ///
    /// An [`Error`](https://docs.rs/miro-api/latest/miro/struct.Error.html) if an argument is out of its range, if the request does not arrive, if Miro rejects it, or if the response cannot be decoded.
    #[doc(alias = "get_thing")]
    #[doc(alias = "getThing")]
    pub fn get(&self, thing_id: impl ::core::convert::Into<ThingId>) -> ThingsGet {
        let mut request = ::miro::__private::Request::new(&self.resource, Things::__GET);
        request
            .set_path(
                "thing_id",
                ::miro::__private::url_value(
                    &::core::convert::Into::<ThingId>::into(thing_id),
                ),
            );
        ThingsGet(::miro::__private::Call::json(request))
    }
}
/// The request of [`Things::list`]: set its optional parameters, then `.send()` or `.await` it.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "no request is made before `.send()` or `.await`"]
pub struct ThingsList(::miro::__private::List<::miro::__private::OffsetPage<Thing>>);
impl ThingsList {
    /// The query parameter `sort`.
    #[allow(unused_variables, dead_code, clippy::all)]
    pub fn sort(self, sort: impl ::core::convert::Into<ThingSort>) -> Self {
        loop {}
    }
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
    ) -> ::miro::__private::CallFuture<::miro::__private::OffsetPage<Thing>> {
        self.0.send()
    }
    /// Fetches all pages and returns their elements, malformed ones apart.
    #[inline]
    pub fn all(
        self,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<
            ::miro::__private::Elements<Thing>,
            ::miro::__private::Error,
        >,
    > + ::core::marker::Send {
        self.stream().gathered()
    }
    /// Returns all pages as a stream.
    #[inline]
    pub fn pages(
        self,
    ) -> ::miro::__private::Pages<::miro::__private::OffsetPage<Thing>> {
        self.0.pages()
    }
    /// Returns all elements as a stream, which fetches the pages that it needs.
    #[inline]
    pub fn stream(self) -> ::miro::__private::Items<Thing> {
        self.0.stream()
    }
}
impl ::core::convert::From<ThingsList>
for ::miro::__private::List<::miro::__private::OffsetPage<Thing>> {
    #[inline]
    fn from(builder: ThingsList) -> Self {
        builder.0
    }
}
impl ::core::future::IntoFuture for ThingsList {
    type Output = ::core::result::Result<
        ::miro::__private::OffsetPage<Thing>,
        ::miro::__private::Error,
    >;
    type IntoFuture = ::miro::__private::CallFuture<
        ::miro::__private::OffsetPage<Thing>,
    >;
    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}
/// The request of [`Things::get`]: `.send()` or `.await` it.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "no request is made before `.send()` or `.await`"]
pub struct ThingsGet(::miro::__private::Call<Thing>);
impl ThingsGet {
    ::miro::__private::call_settings!(pub, 0);
    /// Sends the request; `.await` alone does the same.
    #[inline]
    pub fn send(self) -> ::miro::__private::CallFuture<Thing> {
        self.0.send()
    }
    /// Sends the request and returns the response without decoding it.
    #[inline]
    pub fn send_raw(
        self,
    ) -> ::miro::__private::CallFuture<::miro::__private::RawResponse> {
        self.0.send_raw()
    }
}
impl ::core::convert::From<ThingsGet> for ::miro::__private::Call<Thing> {
    #[inline]
    fn from(builder: ThingsGet) -> Self {
        builder.0
    }
}
impl ::core::future::IntoFuture for ThingsGet {
    type Output = ::core::result::Result<Thing, ::miro::__private::Error>;
    type IntoFuture = ::miro::__private::CallFuture<Thing>;
    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}
const _: () = ::core::assert!(
    ! ::miro::__private::has_placeholder(< BoardHandle as ::miro::__private::Handle >
    ::PATH, "thing_id"),
    "`thing_id` is supplied by `BoardHandle` already: give this placeholder another name"
);
