/// The operations below `…/logs`.
///
/// [`OrgHandle::logs`](OrgHandle::logs) gives it; no request is made before one of its methods is called.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "this makes no request: call one of its methods"]
pub struct Logs {
    resource: ::miro::__private::Resource,
}
impl ::miro::__private::Handle for Logs {
    const PATH: &'static str = ::miro::__private::const_concat!(
        < OrgHandle as ::miro::__private::Handle > ::PATH, "/logs"
    );
    const RUST: &'static str = ::miro::__private::const_concat!(
        < OrgHandle as ::miro::__private::Handle > ::RUST, "logs()."
    );
    const HOST: ::miro::__private::Host = <OrgHandle as ::miro::__private::Handle>::HOST;
    fn resource(&self) -> &::miro::__private::Resource {
        &self.resource
    }
}
impl OrgHandle {
    /// Its [`Logs`].
    ///
    /// No request is made.
    pub fn logs(&self) -> Logs {
        Logs {
            resource: ::core::clone::Clone::clone(
                <OrgHandle as ::miro::__private::Handle>::resource(self),
            ),
        }
    }
}
impl Logs {
    /// Every operation of this group, in the order of their declaration.
    #[allow(dead_code)]
    pub const OPERATIONS: &'static [&'static ::miro::__private::Operation] = &[
        Logs::__LIST,
    ];
    const __LIST: &'static ::miro::__private::Operation = &::miro::__private::Operation::new(
            "get-logs",
            ::miro::__private::Method::GET,
            <Logs as ::miro::__private::Handle>::PATH,
            ::miro::__private::const_concat!(
                < Logs as ::miro::__private::Handle > ::RUST, "list(since)"
            ),
        )
        .with_host(<OrgHandle as ::miro::__private::Handle>::HOST)
        .with_stability(
            ::miro::__private::stability_of(
                <OrgHandle as ::miro::__private::Handle>::HOST,
                <OrgHandle as ::miro::__private::Handle>::PATH,
            ),
        )
        .with_query(
            &[
                ::miro::__private::Parameter::new("since")
                    .required()
                    .values({
                        #[allow(unused_imports)]
                        use ::miro::__private::Otherwise as _;
                        ::miro::__private::Known::<Timestamp>::VALUES
                    }),
                ::miro::__private::Parameter::new("emails").list().range(0, 15),
            ],
        );
    /// Lists changes.
    ///
    /// `GET …/logs`
    ///
    /// * `since`: the query parameter `since`. The first moment
    /// * Reference: [`get-logs`](https://developers.miro.com/reference/get-logs)
    ///
    /// # Errors
    ///
    /// An [`Error`](https://docs.rs/miro-api/latest/miro/struct.Error.html) if an argument is out of its range, if the request does not arrive, if Miro rejects it, or if the response cannot be decoded.
    #[doc(alias = "get_logs")]
    #[doc(alias = "getLogs")]
    pub fn list(&self, since: impl ::core::convert::Into<Timestamp>) -> LogsList {
        let mut request = ::miro::__private::Request::new(&self.resource, Logs::__LIST);
        request
            .set_query(
                "since",
                ::miro::__private::url_value(
                    &::core::convert::Into::<Timestamp>::into(since),
                ),
            );
        LogsList(::miro::__private::Call::json(request))
    }
}
/// The request of [`Logs::list`]: set its optional parameters, then `.send()` or `.await` it.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "no request is made before `.send()` or `.await`"]
pub struct LogsList(::miro::__private::Call<Vec<Change>>);
impl LogsList {
    /// Of these users only,
    /// by their addresses.
    ///
    /// The query parameter `emails`, 0 to 15 values.
    #[inline]
    pub fn emails(
        mut self,
        emails: impl ::core::iter::IntoIterator<
            Item = impl ::core::convert::Into<::std::string::String>,
        >,
    ) -> Self {
        let request = self.0.request_mut();
        request.clear_query("emails");
        let mut count = 0usize;
        for item in emails {
            request
                .push_query(
                    "emails",
                    &::core::convert::Into::<::std::string::String>::into(item),
                );
            count += 1;
        }
        request.check_count("emails", count, 0, 15);
        self
    }
    ::miro::__private::call_settings!(pub, 0);
    /// Sends the request; `.await` alone does the same.
    #[inline]
    pub fn send(self) -> ::miro::__private::CallFuture<Vec<Change>> {
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
impl ::core::convert::From<LogsList> for ::miro::__private::Call<Vec<Change>> {
    #[inline]
    fn from(builder: LogsList) -> Self {
        builder.0
    }
}
impl ::core::future::IntoFuture for LogsList {
    type Output = ::core::result::Result<Vec<Change>, ::miro::__private::Error>;
    type IntoFuture = ::miro::__private::CallFuture<Vec<Change>>;
    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}
