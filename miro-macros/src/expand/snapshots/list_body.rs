/// The operations below `…/items`.
///
/// [`BoardHandle::items`](BoardHandle::items) gives it; no request is made before one of its methods is called.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "this makes no request: call one of its methods"]
pub struct Items {
    resource: ::miro::__private::Resource,
}
impl ::miro::__private::Handle for Items {
    const PATH: &'static str = ::miro::__private::const_concat!(
        < BoardHandle as ::miro::__private::Handle > ::PATH, "/items"
    );
    const RUST: &'static str = ::miro::__private::const_concat!(
        < BoardHandle as ::miro::__private::Handle > ::RUST, "items()."
    );
    const HOST: ::miro::__private::Host = <BoardHandle as ::miro::__private::Handle>::HOST;
    fn resource(&self) -> &::miro::__private::Resource {
        &self.resource
    }
}
impl BoardHandle {
    /// Its [`Items`].
    ///
    /// No request is made.
    pub fn items(&self) -> Items {
        Items {
            resource: ::core::clone::Clone::clone(
                <BoardHandle as ::miro::__private::Handle>::resource(self),
            ),
        }
    }
}
impl Items {
    /// Every operation of this group, in the order of their declaration.
    #[allow(dead_code)]
    pub const OPERATIONS: &'static [&'static ::miro::__private::Operation] = &[
        Items::__CREATE_BULK,
    ];
    const __CREATE_BULK: &'static ::miro::__private::Operation = &::miro::__private::Operation::new(
            "create-items",
            ::miro::__private::Method::POST,
            ::miro::__private::const_concat!(
                < Items as ::miro::__private::Handle > ::PATH, "/bulk"
            ),
            ::miro::__private::const_concat!(
                < Items as ::miro::__private::Handle > ::RUST, "create_bulk(items)"
            ),
        )
        .with_scopes(&["boards:write"])
        .with_level(::miro::__private::Level::L2)
        .with_cost_per_item()
        .with_host(<BoardHandle as ::miro::__private::Handle>::HOST)
        .with_stability(
            ::miro::__private::stability_of(
                <BoardHandle as ::miro::__private::Handle>::HOST,
                <BoardHandle as ::miro::__private::Handle>::PATH,
            ),
        )
        .with_body();
    /// Calls Miro's operation `create-items`.
    ///
    /// `POST …/items/bulk`
    ///
    /// * Scope: `boards:write`
    /// * Rate limit: level 2, 100 credits for each item
    /// * Reference: [`create-items`](https://developers.miro.com/reference/create-items)
    ///
    /// # Errors
    ///
    /// An [`Error`](https://docs.rs/miro-api/latest/miro/struct.Error.html) if an argument is out of its range, if the request does not arrive, if Miro rejects it, or if the response cannot be decoded.
    #[doc(alias = "create_items")]
    #[doc(alias = "createItems")]
    pub fn create_bulk(
        &self,
        items: impl ::core::iter::IntoIterator<
            Item = impl ::core::convert::Into<NewItem>,
        >,
    ) -> ItemsCreateBulk {
        let mut request = ::miro::__private::Request::new(
            &self.resource,
            Items::__CREATE_BULK,
        );
        let items: ::std::vec::Vec<NewItem> = ::core::iter::Iterator::collect(
            ::core::iter::Iterator::map(
                ::core::iter::IntoIterator::into_iter(items),
                ::core::convert::Into::into,
            ),
        );
        request.set_json_list(&items, 1, 20);
        ItemsCreateBulk(::miro::__private::Call::json(request))
    }
}
/// The request of [`Items::create_bulk`]: `.send()` or `.await` it.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "no request is made before `.send()` or `.await`"]
pub struct ItemsCreateBulk(::miro::__private::Call<BulkItems>);
impl ItemsCreateBulk {
    ::miro::__private::call_settings!(pub, 0);
    /// Sends the request; `.await` alone does the same.
    #[inline]
    pub fn send(self) -> ::miro::__private::CallFuture<BulkItems> {
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
impl ::core::convert::From<ItemsCreateBulk> for ::miro::__private::Call<BulkItems> {
    #[inline]
    fn from(builder: ItemsCreateBulk) -> Self {
        builder.0
    }
}
impl ::core::future::IntoFuture for ItemsCreateBulk {
    type Output = ::core::result::Result<BulkItems, ::miro::__private::Error>;
    type IntoFuture = ::miro::__private::CallFuture<BulkItems>;
    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}
