/// The sticky notes of one board.
///
/// [`BoardHandle::sticky_notes`](BoardHandle::sticky_notes) gives it; no request is made before one of its methods is called.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "this makes no request: call one of its methods"]
pub struct StickyNotes {
    resource: ::miro::__private::Resource,
}
impl ::miro::__private::Handle for StickyNotes {
    const PATH: &'static str = ::miro::__private::const_concat!(
        < BoardHandle as ::miro::__private::Handle > ::PATH, "/sticky_notes"
    );
    const RUST: &'static str = ::miro::__private::const_concat!(
        < BoardHandle as ::miro::__private::Handle > ::RUST, "sticky_notes()."
    );
    const HOST: ::miro::__private::Host = <BoardHandle as ::miro::__private::Handle>::HOST;
    fn resource(&self) -> &::miro::__private::Resource {
        &self.resource
    }
}
impl BoardHandle {
    /// The sticky notes of one board.
    ///
    /// No request is made.
    pub fn sticky_notes(&self) -> StickyNotes {
        StickyNotes {
            resource: ::core::clone::Clone::clone(
                <BoardHandle as ::miro::__private::Handle>::resource(self),
            ),
        }
    }
}
impl StickyNotes {
    /// Every operation of this group, in the order of their declaration.
    #[allow(dead_code)]
    pub const OPERATIONS: &'static [&'static ::miro::__private::Operation] = &[
        StickyNotes::__CREATE,
        StickyNotes::__DELETE,
    ];
    const __CREATE: &'static ::miro::__private::Operation = &::miro::__private::Operation::new(
            "create-sticky-note-item",
            ::miro::__private::Method::POST,
            <StickyNotes as ::miro::__private::Handle>::PATH,
            ::miro::__private::const_concat!(
                < StickyNotes as ::miro::__private::Handle > ::RUST, "create(body)"
            ),
        )
        .with_scopes(&["boards:write"])
        .with_level(::miro::__private::Level::L2)
        .with_host(<BoardHandle as ::miro::__private::Handle>::HOST)
        .with_stability(
            ::miro::__private::stability_of(
                <BoardHandle as ::miro::__private::Handle>::HOST,
                <BoardHandle as ::miro::__private::Handle>::PATH,
            ),
        )
        .with_body();
    const __DELETE: &'static ::miro::__private::Operation = &::miro::__private::Operation::new(
            "delete-sticky-note-item",
            ::miro::__private::Method::DELETE,
            ::miro::__private::const_concat!(
                < StickyNotes as ::miro::__private::Handle > ::PATH, "/{item_id}"
            ),
            ::miro::__private::const_concat!(
                < StickyNotes as ::miro::__private::Handle > ::RUST, "delete(item_id)"
            ),
        )
        .with_scopes(&["boards:write"])
        .with_level(::miro::__private::Level::L3)
        .with_host(<BoardHandle as ::miro::__private::Handle>::HOST)
        .with_stability(
            ::miro::__private::stability_of(
                <BoardHandle as ::miro::__private::Handle>::HOST,
                <BoardHandle as ::miro::__private::Handle>::PATH,
            ),
        );
    /// Puts a sticky note on the board.
    ///
    /// `POST …/sticky_notes`
    ///
    /// * Scope: `boards:write`
    /// * Rate limit: level 2, 100 credits
    /// * Reference: [`create-sticky-note-item`](https://developers.miro.com/reference/create-sticky-note-item)
    ///
    /// # Errors
    ///
    /// An [`Error`](https://docs.rs/miro-api/latest/miro/struct.Error.html) if an argument is out of its range, if the request does not arrive, if Miro rejects it, or if the response cannot be decoded.
    #[doc(alias = "create_sticky_note_item")]
    #[doc(alias = "createStickyNoteItem")]
    pub fn create(&self, body: NewStickyNote) -> StickyNotesCreate {
        let mut request = ::miro::__private::Request::new(
            &self.resource,
            StickyNotes::__CREATE,
        );
        request.set_json(&body);
        StickyNotesCreate(::miro::__private::Call::json(request))
    }
    /// Calls Miro's operation `delete-sticky-note-item`.
    ///
    /// `DELETE …/sticky_notes/{item_id}`
    ///
    /// * Scope: `boards:write`
    /// * Rate limit: level 3, 500 credits
    /// * Reference: [`delete-sticky-note-item`](https://developers.miro.com/reference/delete-sticky-note-item)
    ///
    /// # Errors
    ///
    /// An [`Error`](https://docs.rs/miro-api/latest/miro/struct.Error.html) if an argument is out of its range, if the request does not arrive, if Miro rejects it, or if the response cannot be decoded.
    #[doc(alias = "delete_sticky_note_item")]
    #[doc(alias = "deleteStickyNoteItem")]
    pub fn delete(
        &self,
        item_id: impl ::core::convert::Into<ItemId>,
    ) -> StickyNotesDelete {
        let mut request = ::miro::__private::Request::new(
            &self.resource,
            StickyNotes::__DELETE,
        );
        request
            .set_path(
                "item_id",
                ::miro::__private::url_value(
                    &::core::convert::Into::<ItemId>::into(item_id),
                ),
            );
        StickyNotesDelete(::miro::__private::Call::empty(request))
    }
}
/// The request of [`StickyNotes::create`]: `.send()` or `.await` it.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "no request is made before `.send()` or `.await`"]
pub struct StickyNotesCreate(::miro::__private::Call<StickyNote>);
impl StickyNotesCreate {
    ::miro::__private::call_settings!(pub, 0);
    /// Sends the request; `.await` alone does the same.
    #[inline]
    pub fn send(self) -> ::miro::__private::CallFuture<StickyNote> {
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
impl ::core::convert::From<StickyNotesCreate> for ::miro::__private::Call<StickyNote> {
    #[inline]
    fn from(builder: StickyNotesCreate) -> Self {
        builder.0
    }
}
impl ::core::future::IntoFuture for StickyNotesCreate {
    type Output = ::core::result::Result<StickyNote, ::miro::__private::Error>;
    type IntoFuture = ::miro::__private::CallFuture<StickyNote>;
    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}
/// The request of [`StickyNotes::delete`]: `.send()` or `.await` it.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "no request is made before `.send()` or `.await`"]
pub struct StickyNotesDelete(::miro::__private::Call<()>);
impl StickyNotesDelete {
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
impl ::core::convert::From<StickyNotesDelete> for ::miro::__private::Call<()> {
    #[inline]
    fn from(builder: StickyNotesDelete) -> Self {
        builder.0
    }
}
impl ::core::future::IntoFuture for StickyNotesDelete {
    type Output = ::core::result::Result<(), ::miro::__private::Error>;
    type IntoFuture = ::miro::__private::CallFuture<()>;
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
