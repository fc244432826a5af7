/// Every operation that is declared here.
#[allow(deprecated)]
const ALL: &[&::miro::__private::Operation] = &[
    <BoardHandle as BoardExtras>::__ARCHIVE,
    #[cfg(unix)]
    <BoardHandle as BoardExtras>::__HISTORY,
];
/// More operations of [`BoardHandle`].
pub trait BoardExtras {
    /// Every operation of this trait, in the order of their declaration.
    #[allow(dead_code)]
    const OPERATIONS: &'static [&'static ::miro::__private::Operation];
    #[doc(hidden)]
    #[allow(deprecated)]
    const __ARCHIVE: &'static ::miro::__private::Operation;
    #[doc(hidden)]
    #[cfg(unix)]
    const __HISTORY: &'static ::miro::__private::Operation;
    /// Archives the board.
    #[deprecated]
    ///
    /// `POST /v2/boards/{board_id}/archive`
    ///
    /// * Scope: `boards:write`
    /// * Rate limit: level 2, 100 credits
    /// * Reference: [`archive-board`](https://developers.miro.com/reference/archive-board)
    ///
    /// # Errors
    ///
    /// An [`Error`](https://docs.rs/miro-api/latest/miro/struct.Error.html) if an argument is out of its range, if the request does not arrive, if Miro rejects it, or if the response cannot be decoded.
    #[doc(alias = "archive_board")]
    #[doc(alias = "archiveBoard")]
    fn archive(&self) -> BoardExtrasArchive;
    #[cfg(unix)]
    /// Calls Miro's operation `get-history`.
    ///
    /// `GET /v2/boards/{board_id}/history`
    ///
    /// * Scope: `history:read`
    /// * Reference: [`get-history`](https://developers.miro.com/reference/get-history)
    ///
    /// # Errors
    ///
    /// An [`Error`](https://docs.rs/miro-api/latest/miro/struct.Error.html) if an argument is out of its range, if the request does not arrive, if Miro rejects it, or if the response cannot be decoded.
    #[doc(alias = "get_history")]
    #[doc(alias = "getHistory")]
    fn history(&self) -> BoardExtrasHistory;
}
impl BoardExtras for BoardHandle {
    const OPERATIONS: &'static [&'static ::miro::__private::Operation] = &[
        <BoardHandle as BoardExtras>::__ARCHIVE,
        #[cfg(unix)]
        <BoardHandle as BoardExtras>::__HISTORY,
    ];
    #[allow(deprecated)]
    const __ARCHIVE: &'static ::miro::__private::Operation = &::miro::__private::Operation::new(
            "archive-board",
            ::miro::__private::Method::POST,
            "/v2/boards/{board_id}/archive",
            ::miro::__private::const_concat!(
                < BoardHandle as ::miro::__private::Handle > ::RUST, "archive()"
            ),
        )
        .with_scopes(&["boards:write"])
        .with_level(::miro::__private::Level::L2)
        .with_host(<BoardHandle as ::miro::__private::Handle>::HOST)
        .with_query(&[::miro::__private::Parameter::new("notify").fixed("false")]);
    #[cfg(unix)]
    const __HISTORY: &'static ::miro::__private::Operation = &::miro::__private::Operation::new(
            "get-history",
            ::miro::__private::Method::GET,
            "/v2/boards/{board_id}/history",
            ::miro::__private::const_concat!(
                < BoardHandle as ::miro::__private::Handle > ::RUST, "history()"
            ),
        )
        .with_scopes(&["history:read"])
        .with_host(<BoardHandle as ::miro::__private::Handle>::HOST)
        .with_query(&[::miro::__private::Parameter::new("depth")]);
    #[allow(deprecated)]
    fn archive(&self) -> BoardExtrasArchive {
        let mut request = ::miro::__private::Request::new(
            ::miro::__private::Handle::resource(self),
            <BoardHandle as BoardExtras>::__ARCHIVE,
        );
        request.set_query("notify", &"false");
        BoardExtrasArchive(::miro::__private::Call::empty(request))
    }
    #[cfg(unix)]
    fn history(&self) -> BoardExtrasHistory {
        let request = ::miro::__private::Request::new(
            ::miro::__private::Handle::resource(self),
            <BoardHandle as BoardExtras>::__HISTORY,
        );
        BoardExtrasHistory(::miro::__private::Call::json(request))
    }
}
#[allow(deprecated)]
/// The request of [`BoardExtras::archive`]: `.send()` or `.await` it.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "no request is made before `.send()` or `.await`"]
pub struct BoardExtrasArchive(::miro::__private::Call<()>);
#[allow(deprecated)]
impl BoardExtrasArchive {
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
#[allow(deprecated)]
impl ::core::convert::From<BoardExtrasArchive> for ::miro::__private::Call<()> {
    #[inline]
    fn from(builder: BoardExtrasArchive) -> Self {
        builder.0
    }
}
#[allow(deprecated)]
impl ::core::future::IntoFuture for BoardExtrasArchive {
    type Output = ::core::result::Result<(), ::miro::__private::Error>;
    type IntoFuture = ::miro::__private::CallFuture<()>;
    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}
#[cfg(unix)]
/// The request of [`BoardExtras::history`]: set its optional parameters, then `.send()` or `.await` it.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "no request is made before `.send()` or `.await`"]
pub struct BoardExtrasHistory(::miro::__private::Call<Vec<Change>>);
#[cfg(unix)]
impl BoardExtrasHistory {
    /// The query parameter `depth`.
    #[inline]
    pub fn depth(mut self, depth: u8) -> Self {
        let request = self.0.request_mut();
        request.set_query("depth", &depth);
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
#[cfg(unix)]
impl ::core::convert::From<BoardExtrasHistory> for ::miro::__private::Call<Vec<Change>> {
    #[inline]
    fn from(builder: BoardExtrasHistory) -> Self {
        builder.0
    }
}
#[cfg(unix)]
impl ::core::future::IntoFuture for BoardExtrasHistory {
    type Output = ::core::result::Result<Vec<Change>, ::miro::__private::Error>;
    type IntoFuture = ::miro::__private::CallFuture<Vec<Change>>;
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
