/// The operations below `…/images`.
///
/// [`BoardHandle::images`](BoardHandle::images) gives it; no request is made before one of its methods is called.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "this makes no request: call one of its methods"]
pub struct Images {
    resource: ::miro::__private::Resource,
}
impl ::miro::__private::Handle for Images {
    const PATH: &'static str = ::miro::__private::const_concat!(
        < BoardHandle as ::miro::__private::Handle > ::PATH, "/images"
    );
    const RUST: &'static str = ::miro::__private::const_concat!(
        < BoardHandle as ::miro::__private::Handle > ::RUST, "images()."
    );
    const HOST: ::miro::__private::Host = <BoardHandle as ::miro::__private::Handle>::HOST;
    fn resource(&self) -> &::miro::__private::Resource {
        &self.resource
    }
}
impl BoardHandle {
    /// Its [`Images`].
    ///
    /// No request is made.
    pub fn images(&self) -> Images {
        Images {
            resource: ::core::clone::Clone::clone(
                <BoardHandle as ::miro::__private::Handle>::resource(self),
            ),
        }
    }
}
impl Images {
    /// Every operation of this group, in the order of their declaration.
    #[allow(dead_code)]
    pub const OPERATIONS: &'static [&'static ::miro::__private::Operation] = &[
        Images::__UPLOAD,
        Images::__CHANGE,
        Images::__CANCEL,
    ];
    const __UPLOAD: &'static ::miro::__private::Operation = &::miro::__private::Operation::new(
            "create-image-item-using-local-file",
            ::miro::__private::Method::POST,
            <Images as ::miro::__private::Handle>::PATH,
            ::miro::__private::const_concat!(
                < Images as ::miro::__private::Handle > ::RUST, "upload(body)"
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
        .with_form();
    const __CHANGE: &'static ::miro::__private::Operation = &::miro::__private::Operation::new(
            "change-images",
            ::miro::__private::Method::PATCH,
            <Images as ::miro::__private::Handle>::PATH,
            ::miro::__private::const_concat!(
                < Images as ::miro::__private::Handle > ::RUST, "change(body)"
            ),
        )
        .with_scopes(&["boards:write"])
        .with_level(::miro::__private::Level::L1)
        .with_cost_per_item()
        .with_host(<BoardHandle as ::miro::__private::Handle>::HOST)
        .with_stability(
            ::miro::__private::stability_of(
                <BoardHandle as ::miro::__private::Handle>::HOST,
                <BoardHandle as ::miro::__private::Handle>::PATH,
            ),
        )
        .with_body();
    const __CANCEL: &'static ::miro::__private::Operation = &::miro::__private::Operation::new(
            "cancel-images",
            ::miro::__private::Method::PUT,
            ::miro::__private::const_concat!(
                < Images as ::miro::__private::Handle > ::PATH, "/status"
            ),
            ::miro::__private::const_concat!(
                < Images as ::miro::__private::Handle > ::RUST, "cancel()"
            ),
        )
        .with_scopes(&["boards:write"])
        .with_level(::miro::__private::Level::L1)
        .with_host(<BoardHandle as ::miro::__private::Handle>::HOST)
        .with_stability(
            ::miro::__private::stability_of(
                <BoardHandle as ::miro::__private::Handle>::HOST,
                <BoardHandle as ::miro::__private::Handle>::PATH,
            ),
        )
        .with_body();
    /// Calls Miro's operation `create-image-item-using-local-file`.
    ///
    /// `POST …/images`
    ///
    /// * Scope: `boards:write`
    /// * Rate limit: level 2, 100 credits
    /// * Reference: [`create-image-item-using-local-file`](https://developers.miro.com/reference/create-image-item-using-local-file)
    ///
    /// # Errors
    ///
    /// An [`Error`](https://docs.rs/miro-api/latest/miro/struct.Error.html) if an argument is out of its range, if the request does not arrive, if Miro rejects it, or if the response cannot be decoded.
    #[doc(alias = "create_image_item_using_local_file")]
    #[doc(alias = "createImageItemUsingLocalFile")]
    pub fn upload(&self, body: impl ::core::convert::Into<ImageUpload>) -> ImagesUpload {
        let mut request = ::miro::__private::Request::new(
            &self.resource,
            Images::__UPLOAD,
        );
        request.set_form(::core::convert::Into::<ImageUpload>::into(body));
        ImagesUpload(::miro::__private::Call::json(request))
    }
    /// Calls Miro's operation `change-images`.
    ///
    /// `PATCH …/images`
    ///
    /// * Scope: `boards:write`
    /// * Rate limit: level 1, 50 credits for each item
    /// * Reference: [`change-images`](https://developers.miro.com/reference/change-images)
    ///
    /// # Errors
    ///
    /// An [`Error`](https://docs.rs/miro-api/latest/miro/struct.Error.html) if an argument is out of its range, if the request does not arrive, if Miro rejects it, or if the response cannot be decoded.
    #[doc(alias = "change_images")]
    #[doc(alias = "changeImages")]
    pub fn change(&self, body: ImagesChange) -> ImagesChange {
        let mut request = ::miro::__private::Request::new(
            &self.resource,
            Images::__CHANGE,
        );
        request.set_items(::miro::__private::CountItems::count_items(&body));
        request.set_json(&body);
        ImagesChange(::miro::__private::Call::empty(request))
    }
    /// Calls Miro's operation `cancel-images`.
    ///
    /// `PUT …/images/status`
    ///
    /// * Scope: `boards:write`
    /// * Rate limit: level 1, 50 credits
    /// * Reference: [`cancel-images`](https://developers.miro.com/reference/cancel-images)
    ///
    /// # Errors
    ///
    /// An [`Error`](https://docs.rs/miro-api/latest/miro/struct.Error.html) if an argument is out of its range, if the request does not arrive, if Miro rejects it, or if the response cannot be decoded.
    #[doc(alias = "cancel_images")]
    #[doc(alias = "cancelImages")]
    pub fn cancel(&self) -> ImagesCancel {
        let mut request = ::miro::__private::Request::new(
            &self.resource,
            Images::__CANCEL,
        );
        request.set_json(&CANCELLED);
        ImagesCancel(::miro::__private::Call::empty(request))
    }
}
/// The request of [`Images::upload`]: `.send()` or `.await` it.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "no request is made before `.send()` or `.await`"]
pub struct ImagesUpload(::miro::__private::Call<Image>);
impl ImagesUpload {
    ::miro::__private::call_settings!(pub, 0);
    /// Sends the request; `.await` alone does the same.
    #[inline]
    pub fn send(self) -> ::miro::__private::CallFuture<Image> {
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
impl ::core::convert::From<ImagesUpload> for ::miro::__private::Call<Image> {
    #[inline]
    fn from(builder: ImagesUpload) -> Self {
        builder.0
    }
}
impl ::core::future::IntoFuture for ImagesUpload {
    type Output = ::core::result::Result<Image, ::miro::__private::Error>;
    type IntoFuture = ::miro::__private::CallFuture<Image>;
    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}
/// The request of [`Images::change`]: `.send()` or `.await` it.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "no request is made before `.send()` or `.await`"]
pub struct ImagesChange(::miro::__private::Call<()>);
impl ImagesChange {
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
impl ::core::convert::From<ImagesChange> for ::miro::__private::Call<()> {
    #[inline]
    fn from(builder: ImagesChange) -> Self {
        builder.0
    }
}
impl ::core::future::IntoFuture for ImagesChange {
    type Output = ::core::result::Result<(), ::miro::__private::Error>;
    type IntoFuture = ::miro::__private::CallFuture<()>;
    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}
/// The request of [`Images::cancel`]: `.send()` or `.await` it.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "no request is made before `.send()` or `.await`"]
pub struct ImagesCancel(::miro::__private::Call<()>);
impl ImagesCancel {
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
impl ::core::convert::From<ImagesCancel> for ::miro::__private::Call<()> {
    #[inline]
    fn from(builder: ImagesCancel) -> Self {
        builder.0
    }
}
impl ::core::future::IntoFuture for ImagesCancel {
    type Output = ::core::result::Result<(), ::miro::__private::Error>;
    type IntoFuture = ::miro::__private::CallFuture<()>;
    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}
