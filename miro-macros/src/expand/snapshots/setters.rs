/// The operations below `…/docs`.
///
/// [`BoardHandle::docs`](BoardHandle::docs) gives it; no request is made before one of its methods is called.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "this makes no request: call one of its methods"]
pub struct Docs {
    resource: ::miro::__private::Resource,
}
impl ::miro::__private::Handle for Docs {
    const PATH: &'static str = ::miro::__private::const_concat!(
        < BoardHandle as ::miro::__private::Handle > ::PATH, "/docs"
    );
    const RUST: &'static str = ::miro::__private::const_concat!(
        < BoardHandle as ::miro::__private::Handle > ::RUST, "docs()."
    );
    const HOST: ::miro::__private::Host = <BoardHandle as ::miro::__private::Handle>::HOST;
    fn resource(&self) -> &::miro::__private::Resource {
        &self.resource
    }
}
impl BoardHandle {
    /// Its [`Docs`].
    ///
    /// No request is made.
    pub fn docs(&self) -> Docs {
        Docs {
            resource: ::core::clone::Clone::clone(
                <BoardHandle as ::miro::__private::Handle>::resource(self),
            ),
        }
    }
}
impl Docs {
    /// Every operation of this group, in the order of their declaration.
    #[allow(dead_code)]
    pub const OPERATIONS: &'static [&'static ::miro::__private::Operation] = &[
        Docs::__GET,
    ];
    const __GET: &'static ::miro::__private::Operation = &::miro::__private::Operation::new(
            "get-doc-format-item",
            ::miro::__private::Method::GET,
            ::miro::__private::const_concat!(
                < Docs as ::miro::__private::Handle > ::PATH, "/{item_id}"
            ),
            ::miro::__private::const_concat!(
                < Docs as ::miro::__private::Handle > ::RUST, "get(item_id)"
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
        )
        .with_query(
            &[
                ::miro::__private::Parameter::new("textContentType")
                    .values({
                        #[allow(unused_imports)]
                        use ::miro::__private::Otherwise as _;
                        ::miro::__private::Known::<TextContentType>::VALUES
                    }),
                ::miro::__private::Parameter::new("query").range(0, 500),
                ::miro::__private::Parameter::new("zoom").range(1, 10),
            ],
        );
    /// Calls Miro's operation `get-doc-format-item`.
    ///
    /// `GET …/docs/{item_id}`
    ///
    /// * Scope: `boards:read`
    /// * Rate limit: level 1, 50 credits
    /// * Reference: [`get-doc-format-item`](https://developers.miro.com/reference/get-doc-format-item)
    ///
    /// # Errors
    ///
    /// An [`Error`](https://docs.rs/miro-api/latest/miro/struct.Error.html) if an argument is out of its range, if the request does not arrive, if Miro rejects it, or if the response cannot be decoded.
    #[doc(alias = "get_doc_format_item")]
    #[doc(alias = "getDocFormatItem")]
    pub fn get(&self, item_id: impl ::core::convert::Into<ItemId>) -> DocsGet {
        let mut request = ::miro::__private::Request::new(&self.resource, Docs::__GET);
        request
            .set_path(
                "item_id",
                ::miro::__private::url_value(
                    &::core::convert::Into::<ItemId>::into(item_id),
                ),
            );
        DocsGet(::miro::__private::Call::json(request))
    }
}
/// The request of [`Docs::get`]: set its optional parameters, then `.send()` or `.await` it.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "no request is made before `.send()` or `.await`"]
pub struct DocsGet(::miro::__private::Call<DocFormat>);
impl DocsGet {
    /// The query parameter `textContentType`.
    #[inline]
    pub fn content(
        mut self,
        content: impl ::core::convert::Into<TextContentType>,
    ) -> Self {
        let request = self.0.request_mut();
        request
            .set_query(
                "textContentType",
                ::miro::__private::url_value(
                    &::core::convert::Into::<TextContentType>::into(content),
                ),
            );
        self
    }
    /// The query parameter `query`, 0 to 500 characters.
    #[inline]
    pub fn query(
        mut self,
        query: impl ::core::convert::Into<::std::string::String>,
    ) -> Self {
        let request = self.0.request_mut();
        let query: ::std::string::String = ::core::convert::Into::into(query);
        request.check_length("query", &query, 0, 500);
        request.set_query("query", &query);
        self
    }
    /// The query parameter `zoom`, 1 to 10.
    #[inline]
    pub fn zoom(mut self, zoom: u32) -> Self {
        let request = self.0.request_mut();
        request
            .check_range("zoom", <i64 as ::core::convert::From<u32>>::from(zoom), 1, 10);
        request.set_query("zoom", &zoom);
        self
    }
    ::miro::__private::call_settings!(pub, 0);
    /// Sends the request; `.await` alone does the same.
    #[inline]
    pub fn send(self) -> ::miro::__private::CallFuture<DocFormat> {
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
impl ::core::convert::From<DocsGet> for ::miro::__private::Call<DocFormat> {
    #[inline]
    fn from(builder: DocsGet) -> Self {
        builder.0
    }
}
impl ::core::future::IntoFuture for DocsGet {
    type Output = ::core::result::Result<DocFormat, ::miro::__private::Error>;
    type IntoFuture = ::miro::__private::CallFuture<DocFormat>;
    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}
const _: () = ::core::assert!(
    ! ::miro::__private::has_placeholder(< BoardHandle as ::miro::__private::Handle >
    ::PATH, "item_id"),
    "`item_id` is supplied by `BoardHandle` already: give this placeholder another name"
);
