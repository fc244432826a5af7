//! The requests of every operation, kept as snapshots in `tests/it/snapshots`.
//!
//! A new operation without a call here fails [`every_operation_is_called`].

mod boards;
mod compliance;
mod experimental;
mod files;
mod items;
mod kinds;
mod organization;
mod recorded;
mod scim;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::future::IntoFuture;
use std::sync::{Arc, Mutex};

use miro::Operation;
use miro::http::header;
use miro::middleware::{Middleware, Next};
use miro::prelude::*;
use miro::transport::{Body, BoxFuture, Script, ScriptedTransport, SentRequest};
use serde_json::Value;

use crate::environment::{scripted, target};

pub(crate) use recorded::{Observe, Recorded, Seen};

/// A response that every operation can decode: a board, an item, a page without elements.
const RESPONSE: &str = r#"{"id":"3458764517517819000","type":"text","data":null}"#;

pub(crate) const BOARD: &str = "uXjVOD6LSME=";
pub(crate) const ITEM: &str = "3458764517517819001";
pub(crate) const FRAME: &str = "3458764517517819002";
pub(crate) const TAG: &str = "3458764517517819003";
pub(crate) const CONNECTOR: &str = "3458764517517819004";
pub(crate) const USER: &str = "3074457345618265000";

/// Makes calls, and records what is sent under its operation.
pub(crate) struct Calls {
    pub(crate) api: MiroApi,
    transport: ScriptedTransport,
    operations: Operations,
    recorded: Mutex<Vec<Recorded>>,
}

/// Asks the client which operation a request is for: a name written beside each call could be wrong.
#[derive(Clone, Debug, Default)]
struct Operations {
    called: Arc<Mutex<Vec<&'static Operation>>>,
    /// The response for a recorded call that is made again, without anything being sent.
    response: recorded::NextResponse,
}

impl Middleware for Operations {
    fn handle<'a>(
        &'a self,
        request: miro::http::Request<Body>,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<miro::http::Response<Body>, Error>> {
        if let Some(response) = self.response.taken() {
            return Box::pin(async { Ok(response) });
        }
        self.called.lock().unwrap().push(next.operation());
        next.run(request)
    }
}

impl Calls {
    pub(crate) fn new() -> Self {
        let transport = ScriptedTransport::default();
        let operations = Operations::default();
        let api = MiroApi::builder("token")
            .base_url("http://localhost")
            .transport(transport.clone())
            .middleware(operations.clone())
            .build()
            .unwrap();
        Self { api, transport, operations, recorded: Mutex::default() }
    }

    pub(crate) fn board(&self) -> BoardHandle {
        self.api.board(BOARD)
    }

    /// Makes a call, and keeps it to be made again.
    pub(crate) async fn make<T, C, Kind>(&self, call: C)
    where
        T: Observe<Kind>,
        C: IntoFuture<Output = Result<T, Error>> + Clone + 'static,
    {
        self.make_with_response(RESPONSE, call).await;
    }

    /// Makes a call that cannot decode the response of all others.
    pub(crate) async fn make_with_response<T, C, Kind>(&self, response: &str, call: C)
    where
        T: Observe<Kind>,
        C: IntoFuture<Output = Result<T, Error>> + Clone + 'static,
    {
        self.transport.push(Script::json(200, response));
        if let Err(error) = call.clone().await {
            panic!("{error}");
        }
        let (Some(operation), Some(sent)) = (self.last_operation(), self.transport.sent().pop()) else {
            panic!("nothing was sent");
        };
        let recorded = Recorded::new(operation, sent, call, self.operations.response.clone());
        self.recorded.lock().unwrap().push(recorded);
    }

    fn last_operation(&self) -> Option<&'static Operation> {
        self.operations.called.lock().unwrap().last().copied()
    }

    fn operations(&self) -> Vec<&'static str> {
        self.operations.called.lock().unwrap().iter().map(|operation| operation.id()).collect()
    }

    /// Returns the calls that were made, to be made again.
    pub(crate) fn into_recorded(self) -> Vec<Recorded> {
        self.recorded.into_inner().unwrap()
    }

    fn transcript(&self) -> String {
        let sent = self.transport.sent();
        let operations = self.operations();
        assert_eq!(operations.len(), sent.len());
        let mut transcript = String::new();
        for (operation, request) in operations.iter().zip(&sent) {
            writeln!(transcript, "{operation}: {} {}", request.method, target(request)).unwrap();
            match request.headers.get(header::CONTENT_TYPE).map(|value| value.to_str().unwrap()) {
                Some(content_type) => transcript += &body(content_type, request),
                None => {
                    assert!(request.body.is_empty(), "{operation} has a body without a content type")
                }
            }
            transcript.push('\n');
        }
        transcript
    }
}

/// Returns a body in readable form: JSON in lines, a form with its parts, without its random boundary.
fn body(content_type: &str, request: &SentRequest) -> String {
    let text = String::from_utf8(request.body.to_vec()).unwrap();
    match content_type.split_once("; boundary=") {
        Some((form, boundary)) => {
            assert_eq!(request.headers[header::CONTENT_LENGTH], text.len().to_string());
            format!("{form}\n{}", text.replace("\r\n", "\n").replace(boundary, "boundary"))
        }
        None => format!("{content_type}\n{:#}\n", serde_json::from_str::<Value>(&text).unwrap()),
    }
}

/// One snapshot for each group of operations, and one test for all of them.
macro_rules! groups {
    ($($test:ident: $module:ident::$group:ident;)+) => {
        $(
            #[tokio::test]
            async fn $test() {
                let calls = Calls::new();
                $module::$group(&calls).await;
                insta::with_settings!({ snapshot_path => "../snapshots", omit_expression => true }, {
                    insta::assert_snapshot!(stringify!($group), calls.transcript());
                });
            }
        )+

        /// Makes every call of these snapshots.
        pub(crate) async fn every_call() -> Calls {
            let calls = Calls::new();
            $($module::$group(&calls).await;)+
            calls
        }

        #[tokio::test]
        async fn every_operation_is_called() {
            let calls = every_call().await;
            let called: BTreeSet<_> = calls.operations().into_iter().collect();
            let declared: BTreeSet<_> = miro::catalogue().map(|operation| operation.id()).collect();
            let forgotten: Vec<_> = declared.difference(&called).collect();
            assert!(forgotten.is_empty(), "add calls of these operations to tests/it/requests: {forgotten:?}");
            assert_eq!(called, declared);
        }
    };
}

groups! {
    board_requests_match_the_snapshot: boards::boards;
    member_requests_match_the_snapshot: boards::members;
    token_requests_match_the_snapshot: boards::tokens;
    item_requests_match_the_snapshot: items::items;
    tag_requests_match_the_snapshot: items::tags;
    connector_requests_match_the_snapshot: items::connectors;
    group_requests_match_the_snapshot: items::groups;
    sticky_note_requests_match_the_snapshot: kinds::sticky_notes;
    shape_requests_match_the_snapshot: kinds::shapes;
    text_requests_match_the_snapshot: kinds::texts;
    card_requests_match_the_snapshot: kinds::cards;
    app_card_requests_match_the_snapshot: kinds::app_cards;
    frame_requests_match_the_snapshot: kinds::frames;
    embed_requests_match_the_snapshot: kinds::embeds;
    doc_format_requests_match_the_snapshot: kinds::doc_formats;
    image_requests_match_the_snapshot: files::images;
    document_requests_match_the_snapshot: files::documents;
    bulk_file_requests_match_the_snapshot: files::bulk;
    mind_map_requests_match_the_snapshot: experimental::mind_maps;
    code_widget_requests_match_the_snapshot: experimental::code_widgets;
    flowchart_requests_match_the_snapshot: experimental::flowcharts;
    app_metrics_requests_match_the_snapshot: experimental::app_metrics;
    organization_requests_match_the_snapshot: organization::organization;
    team_requests_match_the_snapshot: organization::teams;
    team_settings_requests_match_the_snapshot: organization::team_settings;
    project_requests_match_the_snapshot: organization::projects;
    user_group_requests_match_the_snapshot: organization::user_groups;
    user_group_sharing_requests_match_the_snapshot: organization::sharing;
    data_classification_requests_match_the_snapshot: organization::data_classification;
    legal_hold_requests_match_the_snapshot: compliance::legal_holds;
    board_export_requests_match_the_snapshot: compliance::board_exports;
    log_requests_match_the_snapshot: compliance::logs;
    scim_user_requests_match_the_snapshot: scim::scim_users;
    scim_group_requests_match_the_snapshot: scim::scim_groups;
    scim_discovery_requests_match_the_snapshot: scim::scim_discovery;
}

#[tokio::test]
async fn every_call_sends_authorization_user_agent_and_accept() {
    let (transport, api) = scripted([Script::json(200, RESPONSE)]);
    api.board(BOARD).get().await.unwrap();
    let sent = &transport.sent()[0];
    assert_eq!(sent.headers[header::AUTHORIZATION], "Bearer scripted-token");
    assert_eq!(sent.headers[header::ACCEPT], "application/json");
    assert!(sent.headers[header::USER_AGENT].to_str().unwrap().starts_with("miro-rust/"));
    assert_eq!(sent.uri.host(), Some("api.miro.com"));
    assert_eq!(sent.uri.scheme_str(), Some("https"));
}

#[tokio::test]
async fn anonymous_calls_send_no_token() {
    let (transport, api) = scripted([Script::status(204)]);
    api.tokens().revoke(miro::model::TokenRevocation::new("a", "b", "c")).await.unwrap();
    assert!(!transport.sent()[0].headers.contains_key(header::AUTHORIZATION));
}

#[tokio::test]
async fn any_id_stays_one_segment() {
    let (transport, api) = scripted([Script::json(200, RESPONSE)]);
    api.board("../x?y=1#").get().await.unwrap();
    assert_eq!(target(&transport.sent()[0]), "/v2/boards/..%2Fx%3Fy%3D1%23");
}

#[tokio::test]
async fn rejects_ids_that_do_not_fit_a_path_before_sending() {
    let (transport, api) = scripted([]);
    for id in ["", ".", ".."] {
        let error = api.board(id).items().list().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{id:?}");
        assert!(error.to_string().contains("`board_id`"), "{error}");
        let error = api.board(BOARD).texts().get(id).await.unwrap_err();
        assert!(error.to_string().contains("`item_id`"), "{error}");
    }
    assert!(transport.sent().is_empty());
}
