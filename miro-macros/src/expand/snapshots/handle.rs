/// One board.
///
/// [`MiroApi::board`](MiroApi::board) gives it; no request is made before one of its methods is called.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "this makes no request: call one of its methods"]
pub struct BoardHandle {
    resource: ::miro::__private::Resource,
}
impl ::miro::__private::Handle for BoardHandle {
    const PATH: &'static str = ::miro::__private::const_concat!(
        < MiroApi as ::miro::__private::Handle > ::PATH, "/v2/boards/{board_id}"
    );
    const RUST: &'static str = ::miro::__private::const_concat!(
        < MiroApi as ::miro::__private::Handle > ::RUST, "board(board_id)."
    );
    const HOST: ::miro::__private::Host = <MiroApi as ::miro::__private::Handle>::HOST;
    fn resource(&self) -> &::miro::__private::Resource {
        &self.resource
    }
}
impl MiroApi {
    /// One board.
    ///
    /// No request is made.
    pub fn board(&self, board_id: impl ::core::convert::Into<BoardId>) -> BoardHandle {
        BoardHandle {
            resource: <MiroApi as ::miro::__private::Handle>::resource(self)
                .with(
                    "board_id",
                    ::miro::__private::url_value(
                        &::core::convert::Into::<BoardId>::into(board_id),
                    ),
                ),
        }
    }
}
impl BoardHandle {
    /// Every operation of this group, in the order of their declaration.
    #[allow(dead_code)]
    pub const OPERATIONS: &'static [&'static ::miro::__private::Operation] = &[
        BoardHandle::__UPDATE,
    ];
    const __UPDATE: &'static ::miro::__private::Operation = &::miro::__private::Operation::new(
            "update-board",
            ::miro::__private::Method::PATCH,
            <BoardHandle as ::miro::__private::Handle>::PATH,
            ::miro::__private::const_concat!(
                < BoardHandle as ::miro::__private::Handle > ::RUST, "update(body)"
            ),
        )
        .with_scopes(&["boards:write"])
        .with_level(::miro::__private::Level::L2)
        .with_body();
    /// Calls Miro's operation `update-board`.
    ///
    /// `PATCH /v2/boards/{board_id}`
    ///
    /// * Scope: `boards:write`
    /// * Rate limit: level 2, 100 credits
    /// * Reference: [`update-board`](https://developers.miro.com/reference/update-board)
    ///
    /// # Errors
    ///
    /// An [`Error`](https://docs.rs/miro-api/latest/miro/struct.Error.html) if an argument is out of its range, if the request does not arrive, if Miro rejects it, or if the response cannot be decoded.
    #[doc(alias = "update_board")]
    #[doc(alias = "updateBoard")]
    pub fn update(&self, body: BoardChanges) -> BoardHandleUpdate {
        let mut request = ::miro::__private::Request::new(
            &self.resource,
            BoardHandle::__UPDATE,
        );
        request.set_json(&body);
        BoardHandleUpdate(::miro::__private::Call::json_or_empty(request))
    }
}
/// The request of [`BoardHandle::update`]: `.send()` or `.await` it.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "no request is made before `.send()` or `.await`"]
pub struct BoardHandleUpdate(::miro::__private::Call<::core::option::Option<Board>>);
impl BoardHandleUpdate {
    ::miro::__private::call_settings!(pub, 0);
    /// Sends the request; `.await` alone does the same.
    #[inline]
    pub fn send(self) -> ::miro::__private::CallFuture<::core::option::Option<Board>> {
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
impl ::core::convert::From<BoardHandleUpdate>
for ::miro::__private::Call<::core::option::Option<Board>> {
    #[inline]
    fn from(builder: BoardHandleUpdate) -> Self {
        builder.0
    }
}
impl ::core::future::IntoFuture for BoardHandleUpdate {
    type Output = ::core::result::Result<
        ::core::option::Option<Board>,
        ::miro::__private::Error,
    >;
    type IntoFuture = ::miro::__private::CallFuture<::core::option::Option<Board>>;
    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}
