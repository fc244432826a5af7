//! The public ways to make a call, each as a future that can be held.

use std::future::Future;
use std::pin::Pin;

use futures_util::StreamExt;
use miro::http::Method;
use miro::prelude::*;
use miro::upload::FileUpload;
use miro_bench::Failure;
use miro_sandbox::Sandbox;

/// A call of any operation.
pub(crate) type Held = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A way to make a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Plain,
    Raw,
    RawRequest,
    Write,
    List,
    Pages,
    Stream,
    Prefetch,
    PrefetchByOffset,
    CreateAll,
    UpdateAll,
    DeleteAll,
    Upload,
    Download,
    IsAuthorized,
    StoredLogin,
    TokenContext,
    Exchange,
    Refresh,
    Revoke,
    Forget,
    FinishRefreshes,
}

/// The user and objects of the calls.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    pub(crate) miro: Miro,
    pub(crate) board: BoardId,
    pub(crate) items: Vec<ItemId>,
    pub(crate) image_url: String,
    /// Miro's redirect of the user, with an unused code.
    pub(crate) redirect: String,
}

impl Kind {
    pub(crate) const ALL: [Self; 22] = [
        Self::Plain,
        Self::Raw,
        Self::RawRequest,
        Self::Write,
        Self::List,
        Self::Pages,
        Self::Stream,
        Self::Prefetch,
        Self::PrefetchByOffset,
        Self::CreateAll,
        Self::UpdateAll,
        Self::DeleteAll,
        Self::Upload,
        Self::Download,
        Self::IsAuthorized,
        Self::StoredLogin,
        Self::TokenContext,
        Self::Exchange,
        Self::Refresh,
        Self::Revoke,
        Self::Forget,
        Self::FinishRefreshes,
    ];

    /// Whether the login may be gone afterwards, so that calls may be refused.
    pub(crate) fn ends_the_login(self) -> bool {
        matches!(self, Self::Revoke | Self::Forget)
    }

    /// Sets up what the future needs before it is polled.
    pub(crate) fn prepare(self, sandbox: &Sandbox) {
        if self == Self::Refresh {
            sandbox.expire_access_tokens();
        }
    }

    pub(crate) fn future(self, subject: &Subject) -> Held {
        let Subject { miro, board, items, image_url, redirect } = subject.clone();
        let api = miro.api();
        let board = api.board(&board);
        match self {
            Self::Plain | Self::Refresh => done(async move { board.get().await }),
            Self::Raw => done(board.get().send_raw()),
            Self::RawRequest => done(api.request(Method::GET, "/v2/boards").send()),
            Self::Write => done(board.sticky_notes().create(NewStickyNote::new("held")).send()),
            Self::List => done(board.items().list().limit(10).send()),
            Self::Pages => done(async move { board.items().list().limit(10).pages().next().await }),
            Self::Stream => done(async move { board.items().list().limit(10).stream().next().await }),
            Self::Prefetch => {
                done(async move { board.items().list().limit(10).prefetch(1).stream().next().await })
            }
            Self::PrefetchByOffset => {
                done(async move { api.boards().list().limit(1).prefetch(8).stream().next().await })
            }
            Self::CreateAll => {
                let notes = (0..60).map(|number| NewStickyNote::new(number.to_string()));
                done(async move { board.items().create_all(notes).next().await })
            }
            Self::UpdateAll => {
                let changes = items.into_iter().map(|id| (id, ItemChanges::new().at(1.0, 1.0)));
                done(async move { board.items().update_all(changes).next().await })
            }
            Self::DeleteAll => done(async move { board.items().delete_all(items).next().await }),
            Self::Upload => {
                let image = FileUpload::from_bytes("held.png", vec![0; 100_000]);
                done(board.images().upload(image).send())
            }
            Self::Download => done(api.download(image_url).send()),
            Self::IsAuthorized => done(async move { miro.is_authorized().await }),
            Self::StoredLogin => done(async move { miro.state().await }),
            Self::TokenContext => done(async move { miro.token_context().await }),
            Self::Exchange => done(async move { miro.exchange_code(redirect).await }),
            Self::Revoke => done(async move { miro.revoke().await }),
            Self::Forget => done(async move { miro.forget().await }),
            Self::FinishRefreshes => done(async move { miro.finish_refreshes().await }),
        }
    }
}

fn done<F: Future<Output: Send> + Send + 'static>(future: F) -> Held {
    Box::pin(async move { drop(future.await) })
}

impl Subject {
    /// Returns a user who is logged in, with a board that has items and an image.
    pub(crate) async fn new(miro: &Miro, sandbox: &Sandbox) -> Result<Self, Failure> {
        let redirect = sandbox.allow(&miro.auth_url().url).await;
        miro.exchange_code(redirect).await?;
        // By another client, so that the measured one has made no call.
        let setup = MiroApi::builder(sandbox.token()).base_url(sandbox.url()).build()?;
        let board = setup.boards().create(NewBoard::new("progress")).await?.id;
        let handle = setup.board(&board);
        let notes: Vec<_> = (0..20).map(|number| NewStickyNote::new(number.to_string())).collect();
        let created = handle.items().create_bulk(notes).await?;
        let items = created.data.into_iter().filter_map(|item| Some(item.ok()?.id().clone())).collect();
        let image = handle.images().upload(FileUpload::from_bytes("a.png", vec![1; 50_000])).await?;
        let image_url = image.data.and_then(|data| data.image_url).ok_or("the image has no address")?;
        let redirect = sandbox.allow(&miro.auth_url().url).await;
        Ok(Self { miro: miro.clone(), board, items, image_url, redirect })
    }
}
