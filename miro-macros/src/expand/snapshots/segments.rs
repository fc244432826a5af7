/// More operations of [`BoardHandle`].
///
/// [`BoardHandle::things`](BoardHandle::things) gives it; no request is made before one of its methods is called.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "this makes no request: call one of its methods"]
pub struct Things {
    resource: ::miro::__private::Resource,
}
impl ::miro::__private::Handle for Things {
    const PATH: &'static str = <BoardHandle as ::miro::__private::Handle>::PATH;
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
            "/v2/boards/{board_id}/things/{thing}/{part}",
            ::miro::__private::const_concat!(
                < Things as ::miro::__private::Handle > ::RUST, "get(thing, part)"
            ),
        )
        .with_scopes(&["boards:read"])
        .with_level(::miro::__private::Level::L1)
        .with_host(<BoardHandle as ::miro::__private::Handle>::HOST);
    /// Calls Miro's operation `get-thing`.
    ///
    /// `GET /v2/boards/{board_id}/things/{thing}/{part}`
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
    pub fn get(
        &self,
        thing: impl ::core::convert::Into<Thing>,
        part: impl ::core::convert::Into<Part>,
    ) -> ThingsGet {
        let mut request = ::miro::__private::Request::new(&self.resource, Things::__GET);
        request
            .set_path(
                "thing",
                {
                    #[diagnostic::on_unimplemented(
                        message = "`Thing`, the type of the placeholder `{{thing}}`, cannot be written into a URL",
                        label = "write `{{thing_id}}`, whose type is `ThingId`",
                        note = "or name the type: `{{thing: ThingId}}`, `{{thing: str}}` for any text"
                    )]
                    trait Segment: ::core::fmt::Display {}
                    #[diagnostic::do_not_recommend]
                    impl<T: ::core::fmt::Display> Segment for T {}
                    fn segment<T: Segment>(value: &T) -> &dyn ::core::fmt::Display {
                        value
                    }
                    segment(&::core::convert::Into::<Thing>::into(thing))
                },
            );
        request
            .set_path(
                "part",
                ::miro::__private::url_value(&::core::convert::Into::<Part>::into(part)),
            );
        ThingsGet(::miro::__private::Call::json(request))
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
    ::miro::__private::has_placeholder(< BoardHandle as ::miro::__private::Handle >
    ::PATH, "board_id"),
    "`BoardHandle` does not supply `board_id`: give this placeholder another name, and it becomes an argument"
);
