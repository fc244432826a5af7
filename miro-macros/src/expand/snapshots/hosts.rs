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
    pub fn list(
        &self,
    ) -> ::miro::__private::List<::miro::__private::StartIndexPage<User>> {
        let request = ::miro::__private::Request::new(&self.resource, ScimUsers::__LIST);
        ::miro::__private::List::new(request)
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
    pub fn revoke(&self, body: TokenRevocation) -> ::miro::__private::Call<()> {
        let mut request = ::miro::__private::Request::new(
            &self.resource,
            Tokens::__REVOKE,
        );
        request.set_json(&body);
        ::miro::__private::Call::empty(request)
    }
}
