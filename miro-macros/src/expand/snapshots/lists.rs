/// Every operation that is declared here.
#[allow(deprecated)]
pub(super) const OPERATIONS: &[&::miro::__private::Operation] = &[
    Jobs::__LIST,
    Jobs::__TASKS,
];
/// More operations of [`OrgHandle`].
///
/// [`OrgHandle::jobs`](OrgHandle::jobs) gives it; no request is made before one of its methods is called.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "this makes no request: call one of its methods"]
pub(crate) struct Jobs {
    resource: ::miro::__private::Resource,
}
impl ::miro::__private::Handle for Jobs {
    const PATH: &'static str = <OrgHandle as ::miro::__private::Handle>::PATH;
    const RUST: &'static str = ::miro::__private::const_concat!(
        < OrgHandle as ::miro::__private::Handle > ::RUST, "jobs()."
    );
    const HOST: ::miro::__private::Host = <OrgHandle as ::miro::__private::Handle>::HOST;
    fn resource(&self) -> &::miro::__private::Resource {
        &self.resource
    }
}
impl OrgHandle {
    /// Its [`Jobs`].
    ///
    /// No request is made.
    pub(crate) fn jobs(&self) -> Jobs {
        Jobs {
            resource: ::core::clone::Clone::clone(
                <OrgHandle as ::miro::__private::Handle>::resource(self),
            ),
        }
    }
}
impl Jobs {
    /// Every operation of this group, in the order of their declaration.
    #[allow(dead_code)]
    pub(crate) const OPERATIONS: &'static [&'static ::miro::__private::Operation] = &[
        Jobs::__LIST,
        Jobs::__TASKS,
    ];
    const __LIST: &'static ::miro::__private::Operation = &::miro::__private::Operation::new(
            "enterprise-board-export-jobs",
            ::miro::__private::Method::GET,
            "/v2/orgs/{org_id}/boards/export/jobs",
            ::miro::__private::const_concat!(
                < Jobs as ::miro::__private::Handle > ::RUST, "list()"
            ),
        )
        .with_scopes(&["boards:export"])
        .with_level(::miro::__private::Level::L4)
        .with_paging(::miro::__private::Paging::Cursor {
            min: 1,
            max: 500,
        })
        .with_host(<OrgHandle as ::miro::__private::Handle>::HOST)
        .with_stability(::miro::__private::Stability::EnterpriseGuard)
        .with_query(
            &[
                ::miro::__private::Parameter::new("status[]")
                    .list()
                    .range(1, 4)
                    .values({
                        #[allow(unused_imports)]
                        use ::miro::__private::Otherwise as _;
                        ::miro::__private::Known::<JobStatus>::VALUES
                    }),
            ],
        );
    const __TASKS: &'static ::miro::__private::Operation = &::miro::__private::Operation::new(
            "enterprise-board-export-job-tasks",
            ::miro::__private::Method::GET,
            "/v2/orgs/{org_id}/boards/export/jobs/{job_id}/tasks",
            ::miro::__private::const_concat!(
                < Jobs as ::miro::__private::Handle > ::RUST, "tasks(job_id, since)"
            ),
        )
        .with_scopes(&["boards:export"])
        .with_level(::miro::__private::Level::L4)
        .with_paging(::miro::__private::Paging::Cursor {
            min: 10,
            max: 50,
        })
        .with_host(<OrgHandle as ::miro::__private::Handle>::HOST)
        .with_stability(::miro::__private::Stability::EnterpriseGuard)
        .with_query(
            &[::miro::__private::Parameter::new("since").required().range(0, 9)],
        );
    /// Calls Miro's operation `enterprise-board-export-jobs`.
    ///
    /// `GET /v2/orgs/{org_id}/boards/export/jobs`
    ///
    /// * **Requires** the Enterprise plan with the Enterprise Guard add-on
    /// * Scope: `boards:export`
    /// * Rate limit: level 4, 2,000 credits
    /// * Pages: by cursor, 1 to 500 elements each
    /// * Reference: [`enterprise-board-export-jobs`](https://developers.miro.com/reference/enterprise-board-export-jobs)
    ///
    /// # Errors
    ///
    /// An [`Error`](https://docs.rs/miro-api/latest/miro/struct.Error.html) if an argument is out of its range, if the request does not arrive, if Miro rejects it, or if the response cannot be decoded.
    #[doc(alias = "enterprise_board_export_jobs")]
    #[doc(alias = "enterpriseBoardExportJobs")]
    pub(crate) fn list(&self) -> JobsList {
        let request = ::miro::__private::Request::new(&self.resource, Jobs::__LIST);
        JobsList(::miro::__private::List::new(request))
    }
    /// Calls Miro's operation `enterprise-board-export-job-tasks`.
    ///
    /// `GET /v2/orgs/{org_id}/boards/export/jobs/{job_id}/tasks`
    ///
    /// * `since`: the query parameter `since`, 0 to 9
    /// * **Requires** the Enterprise plan with the Enterprise Guard add-on
    /// * Scope: `boards:export`
    /// * Rate limit: level 4, 2,000 credits
    /// * Pages: by cursor, 10 to 50 elements each
    /// * Reference: [`enterprise-board-export-job-tasks`](https://developers.miro.com/reference/enterprise-board-export-job-tasks)
    ///
    /// # Errors
    ///
    /// An [`Error`](https://docs.rs/miro-api/latest/miro/struct.Error.html) if an argument is out of its range, if the request does not arrive, if Miro rejects it, or if the response cannot be decoded.
    #[doc(alias = "enterprise_board_export_job_tasks")]
    #[doc(alias = "enterpriseBoardExportJobTasks")]
    pub(crate) fn tasks(
        &self,
        job_id: impl ::core::convert::Into<ExportJobId>,
        since: u64,
    ) -> JobsTasks {
        let mut request = ::miro::__private::Request::new(&self.resource, Jobs::__TASKS);
        request
            .set_path(
                "job_id",
                ::miro::__private::url_value(
                    &::core::convert::Into::<ExportJobId>::into(job_id),
                ),
            );
        request
            .check_range(
                "since",
                <i64 as ::core::convert::TryFrom<u64>>::try_from(since)
                    .unwrap_or(i64::MAX),
                0,
                9,
            );
        request.set_query("since", &since);
        JobsTasks(::miro::__private::List::new(request))
    }
}
/// The request of [`Jobs::list`]: set its optional parameters, then `.send()` or `.await` it.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "no request is made before `.send()` or `.await`"]
pub(crate) struct JobsList(
    ::miro::__private::List<::miro::__private::CursorPage<ExportJob>>,
);
impl JobsList {
    /// The query parameter `status[]`, 1 to 4 values.
    #[inline]
    pub(crate) fn status(
        mut self,
        status: impl ::core::iter::IntoIterator<
            Item = impl ::core::convert::Into<JobStatus>,
        >,
    ) -> Self {
        let request = self.0.request_mut();
        request.clear_query("status[]");
        let mut count = 0usize;
        for item in status {
            request
                .push_query(
                    "status[]",
                    ::miro::__private::url_value(
                        &::core::convert::Into::<JobStatus>::into(item),
                    ),
                );
            count += 1;
        }
        request.check_count("status[]", count, 1, 4);
        self
    }
    /// How many elements a page has, 1 to 500; 500 if it is not set, which makes the fewest calls.
    #[inline]
    pub(crate) fn limit(self, limit: u32) -> Self {
        Self(self.0.limit(limit))
    }
    /// Ends a stream after this many elements.
    #[inline]
    pub(crate) fn max_items(self, max_items: usize) -> Self {
        Self(self.0.max_items(max_items))
    }
    /// Fetches up to this many pages ahead of the consumer of a stream. The default is 0.
    #[inline]
    pub(crate) fn prefetch(self, pages: usize) -> Self {
        Self(self.0.prefetch(pages))
    }
    /// Starts at an earlier place: the cursor of a page, or of the error that ended a stream.
    #[inline]
    pub(crate) fn resume_from(
        self,
        cursor: impl ::core::convert::Into<::miro::__private::Cursor>,
    ) -> Self {
        Self(self.0.resume_from(cursor))
    }
    ::miro::__private::call_settings!(pub (crate), 0);
    /// Fetches one page and returns the response without decoding it.
    #[inline]
    pub(crate) fn send_raw(
        self,
    ) -> ::miro::__private::CallFuture<::miro::__private::RawResponse> {
        self.0.send_raw()
    }
    /// Fetches one page; `.await` alone does the same.
    #[inline]
    pub(crate) fn send(
        self,
    ) -> ::miro::__private::CallFuture<::miro::__private::CursorPage<ExportJob>> {
        self.0.send()
    }
    /// Fetches all pages and returns their elements, malformed ones apart.
    #[inline]
    pub(crate) fn all(
        self,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<
            ::miro::__private::Elements<ExportJob>,
            ::miro::__private::Error,
        >,
    > + ::core::marker::Send {
        self.stream().gathered()
    }
    /// Returns all pages as a stream.
    #[inline]
    pub(crate) fn pages(
        self,
    ) -> ::miro::__private::Pages<::miro::__private::CursorPage<ExportJob>> {
        self.0.pages()
    }
    /// Returns all elements as a stream, which fetches the pages that it needs.
    #[inline]
    pub(crate) fn stream(self) -> ::miro::__private::Items<ExportJob> {
        self.0.stream()
    }
}
impl ::core::convert::From<JobsList>
for ::miro::__private::List<::miro::__private::CursorPage<ExportJob>> {
    #[inline]
    fn from(builder: JobsList) -> Self {
        builder.0
    }
}
impl ::core::future::IntoFuture for JobsList {
    type Output = ::core::result::Result<
        ::miro::__private::CursorPage<ExportJob>,
        ::miro::__private::Error,
    >;
    type IntoFuture = ::miro::__private::CallFuture<
        ::miro::__private::CursorPage<ExportJob>,
    >;
    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}
/// The request of [`Jobs::tasks`]: `.send()` or `.await` it.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "no request is made before `.send()` or `.await`"]
pub(crate) struct JobsTasks(
    ::miro::__private::List<::miro::__private::CursorPage<ExportTask>>,
);
impl JobsTasks {
    /// How many elements a page has, 10 to 50; 50 if it is not set, which makes the fewest calls.
    #[inline]
    pub(crate) fn limit(self, limit: u32) -> Self {
        Self(self.0.limit(limit))
    }
    /// Ends a stream after this many elements.
    #[inline]
    pub(crate) fn max_items(self, max_items: usize) -> Self {
        Self(self.0.max_items(max_items))
    }
    /// Fetches up to this many pages ahead of the consumer of a stream. The default is 0.
    #[inline]
    pub(crate) fn prefetch(self, pages: usize) -> Self {
        Self(self.0.prefetch(pages))
    }
    /// Starts at an earlier place: the cursor of a page, or of the error that ended a stream.
    #[inline]
    pub(crate) fn resume_from(
        self,
        cursor: impl ::core::convert::Into<::miro::__private::Cursor>,
    ) -> Self {
        Self(self.0.resume_from(cursor))
    }
    ::miro::__private::call_settings!(pub (crate), 0);
    /// Fetches one page and returns the response without decoding it.
    #[inline]
    pub(crate) fn send_raw(
        self,
    ) -> ::miro::__private::CallFuture<::miro::__private::RawResponse> {
        self.0.send_raw()
    }
    /// Fetches one page; `.await` alone does the same.
    #[inline]
    pub(crate) fn send(
        self,
    ) -> ::miro::__private::CallFuture<::miro::__private::CursorPage<ExportTask>> {
        self.0.send()
    }
    /// Fetches all pages and returns their elements, malformed ones apart.
    #[inline]
    pub(crate) fn all(
        self,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<
            ::miro::__private::Elements<ExportTask>,
            ::miro::__private::Error,
        >,
    > + ::core::marker::Send {
        self.stream().gathered()
    }
    /// Returns all pages as a stream.
    #[inline]
    pub(crate) fn pages(
        self,
    ) -> ::miro::__private::Pages<::miro::__private::CursorPage<ExportTask>> {
        self.0.pages()
    }
    /// Returns all elements as a stream, which fetches the pages that it needs.
    #[inline]
    pub(crate) fn stream(self) -> ::miro::__private::Items<ExportTask> {
        self.0.stream()
    }
}
impl ::core::convert::From<JobsTasks>
for ::miro::__private::List<::miro::__private::CursorPage<ExportTask>> {
    #[inline]
    fn from(builder: JobsTasks) -> Self {
        builder.0
    }
}
impl ::core::future::IntoFuture for JobsTasks {
    type Output = ::core::result::Result<
        ::miro::__private::CursorPage<ExportTask>,
        ::miro::__private::Error,
    >;
    type IntoFuture = ::miro::__private::CallFuture<
        ::miro::__private::CursorPage<ExportTask>,
    >;
    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}
const _: () = ::core::assert!(
    ::miro::__private::has_placeholder(< OrgHandle as ::miro::__private::Handle > ::PATH,
    "org_id"),
    "`OrgHandle` does not supply `org_id`: give this placeholder another name, and it becomes an argument"
);
