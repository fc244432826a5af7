/// The operations below `/Users`.
///
/// [`Scim::scim_users`](Scim::scim_users) gives it; no request is made before one of its methods is called.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "this makes no request: call one of its methods"]
pub struct ScimUsers {
    resource: ::miro::__private::Resource,
}
impl ::miro::__private::Handle for ScimUsers {
    const PATH: &'static str = ::miro::__private::const_concat!(
        < Scim as ::miro::__private::Handle > ::PATH, "/Users"
    );
    const RUST: &'static str = ::miro::__private::const_concat!(
        < Scim as ::miro::__private::Handle > ::RUST, "scim_users()."
    );
    const HOST: ::miro::__private::Host = ::miro::__private::Host::Scim;
    fn resource(&self) -> &::miro::__private::Resource {
        &self.resource
    }
}
impl Scim {
    /// Its [`ScimUsers`].
    ///
    /// No request is made.
    pub fn scim_users(&self) -> ScimUsers {
        ScimUsers {
            resource: ::core::clone::Clone::clone(
                <Scim as ::miro::__private::Handle>::resource(self),
            ),
        }
    }
}
impl ScimUsers {
    /// Every operation of this group, in the order of their declaration.
    #[allow(dead_code)]
    pub const OPERATIONS: &'static [&'static ::miro::__private::Operation] = &[
        ScimUsers::__LIST,
    ];
    const __LIST: &'static ::miro::__private::Operation = &::miro::__private::Operation::new(
            "listUsers",
            ::miro::__private::Method::GET,
            <ScimUsers as ::miro::__private::Handle>::PATH,
            ::miro::__private::const_concat!(
                < ScimUsers as ::miro::__private::Handle > ::RUST, "list()"
            ),
        )
        .with_level(::miro::__private::Level::L1)
        .with_paging(::miro::__private::Paging::StartIndex {
            min: 1,
            max: 1000,
        })
        .with_host(::miro::__private::Host::Scim)
        .with_stability(::miro::__private::Stability::Scim);
    /// Calls Miro's operation `listUsers`.
    ///
    /// `GET /Users`
    ///
    /// * **Requires** the Enterprise plan, and the organization's own SCIM token
    /// * Rate limit: level 1, 50 credits
    /// * Pages: by index, 1 to 1000 elements each
    /// * Reference: [`listUsers`](https://developers.miro.com/reference/listUsers)
    ///
    /// # Errors
    ///
    /// An [`Error`](https://docs.rs/miro-api/latest/miro/struct.Error.html) if an argument is out of its range, if the request does not arrive, if Miro rejects it, or if the response cannot be decoded.
    #[doc(alias = "list_users")]
    #[doc(alias = "listUsers")]
    pub fn list(&self) -> ScimUsersList {
        let request = ::miro::__private::Request::new(&self.resource, ScimUsers::__LIST);
        ScimUsersList(::miro::__private::List::new(request))
    }
}
/// The request of [`ScimUsers::list`]: `.send()` or `.await` it.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "no request is made before `.send()` or `.await`"]
pub struct ScimUsersList(
    ::miro::__private::List<::miro::__private::StartIndexPage<User>>,
);
impl ScimUsersList {
    /// How many elements a page has, 1 to 1000; 1000 if it is not set, which makes the fewest calls.
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
    ) -> ::miro::__private::CallFuture<::miro::__private::StartIndexPage<User>> {
        self.0.send()
    }
    /// Fetches all pages and returns their elements, malformed ones apart.
    #[inline]
    pub fn all(
        self,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<
            ::miro::__private::Elements<User>,
            ::miro::__private::Error,
        >,
    > + ::core::marker::Send {
        self.stream().gathered()
    }
    /// Returns all pages as a stream.
    #[inline]
    pub fn pages(
        self,
    ) -> ::miro::__private::Pages<::miro::__private::StartIndexPage<User>> {
        self.0.pages()
    }
    /// Returns all elements as a stream, which fetches the pages that it needs.
    #[inline]
    pub fn stream(self) -> ::miro::__private::Items<User> {
        self.0.stream()
    }
}
impl ::core::convert::From<ScimUsersList>
for ::miro::__private::List<::miro::__private::StartIndexPage<User>> {
    #[inline]
    fn from(builder: ScimUsersList) -> Self {
        builder.0
    }
}
impl ::core::future::IntoFuture for ScimUsersList {
    type Output = ::core::result::Result<
        ::miro::__private::StartIndexPage<User>,
        ::miro::__private::Error,
    >;
    type IntoFuture = ::miro::__private::CallFuture<
        ::miro::__private::StartIndexPage<User>,
    >;
    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}
/// More operations of [`MiroApi`].
///
/// [`MiroApi::tokens`](MiroApi::tokens) gives it; no request is made before one of its methods is called.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "this makes no request: call one of its methods"]
pub struct Tokens {
    resource: ::miro::__private::Resource,
}
impl ::miro::__private::Handle for Tokens {
    const PATH: &'static str = <MiroApi as ::miro::__private::Handle>::PATH;
    const RUST: &'static str = ::miro::__private::const_concat!(
        < MiroApi as ::miro::__private::Handle > ::RUST, "tokens()."
    );
    const HOST: ::miro::__private::Host = <MiroApi as ::miro::__private::Handle>::HOST;
    fn resource(&self) -> &::miro::__private::Resource {
        &self.resource
    }
}
impl MiroApi {
    /// Its [`Tokens`].
    ///
    /// No request is made.
    pub fn tokens(&self) -> Tokens {
        Tokens {
            resource: ::core::clone::Clone::clone(
                <MiroApi as ::miro::__private::Handle>::resource(self),
            ),
        }
    }
}
impl Tokens {
    /// Every operation of this group, in the order of their declaration.
    #[allow(dead_code)]
    pub const OPERATIONS: &'static [&'static ::miro::__private::Operation] = &[
        Tokens::__REVOKE,
    ];
    const __REVOKE: &'static ::miro::__private::Operation = &::miro::__private::Operation::new(
            "revoke-token-v2",
            ::miro::__private::Method::POST,
            "/v2/oauth/revoke",
            ::miro::__private::const_concat!(
                < Tokens as ::miro::__private::Handle > ::RUST, "revoke(body)"
            ),
        )
        .without_token()
        .with_body();
    /// Calls Miro's operation `revoke-token-v2`.
    ///
    /// `POST /v2/oauth/revoke`
    ///
    /// * Access: no token is sent
    /// * Reference: [`revoke-token-v2`](https://developers.miro.com/reference/revoke-token-v2)
    ///
    /// # Errors
    ///
    /// An [`Error`](https://docs.rs/miro-api/latest/miro/struct.Error.html) if an argument is out of its range, if the request does not arrive, if Miro rejects it, or if the response cannot be decoded.
    #[doc(alias = "revoke_token_v2")]
    #[doc(alias = "revokeTokenV2")]
    pub fn revoke(&self, body: TokenRevocation) -> TokensRevoke {
        let mut request = ::miro::__private::Request::new(
            &self.resource,
            Tokens::__REVOKE,
        );
        request.set_json(&body);
        TokensRevoke(::miro::__private::Call::empty(request))
    }
}
/// The request of [`Tokens::revoke`]: `.send()` or `.await` it.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "no request is made before `.send()` or `.await`"]
pub struct TokensRevoke(::miro::__private::Call<()>);
impl TokensRevoke {
    ::miro::__private::call_settings!(pub, 0);
    /// Sends the request; `.await` alone does the same.
    #[inline]
    pub fn send(self) -> ::miro::__private::CallFuture<()> {
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
impl ::core::convert::From<TokensRevoke> for ::miro::__private::Call<()> {
    #[inline]
    fn from(builder: TokensRevoke) -> Self {
        builder.0
    }
}
impl ::core::future::IntoFuture for TokensRevoke {
    type Output = ::core::result::Result<(), ::miro::__private::Error>;
    type IntoFuture = ::miro::__private::CallFuture<()>;
    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}
