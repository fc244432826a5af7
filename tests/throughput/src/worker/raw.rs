//! The same calls with reqwest and serde alone.

use std::hint::black_box;
use std::time::Duration;

use jiff::Timestamp;
use miro_bench::Failure;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::Client;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::order::{Call, Order};

/// A program that makes them.
#[derive(Debug)]
pub(crate) struct Raw {
    client: Client,
    token: String,
    board: String,
}

impl Raw {
    /// With the connection settings and the timeout of the client.
    pub(crate) fn new(order: &Order) -> Result<Self, Failure> {
        let client = Client::builder()
            .user_agent("raw")
            .connect_timeout(Duration::from_secs(10))
            .timeout(Duration::from_secs(30))
            .no_proxy()
            .tls_certs_only([])
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .build()?;
        let board = utf8_percent_encode(&order.board, NON_ALPHANUMERIC);
        let board = format!("{}/v2/boards/{board}", order.url);
        Ok(Self { client, token: order.token.clone(), board })
    }

    pub(super) async fn call(&self, call: Call) -> Result<(), Failure> {
        match call {
            Call::Board => drop(black_box(self.board().await?)),
            Call::List => self.items(|item| drop(black_box(item))).await?,
            Call::Create => {
                let note = NewNote {
                    data: NewData { content: "Hello, Miro!", shape: "square" },
                    position: NewPosition { x: 0.0, y: 0.0 },
                };
                let request = self
                    .client
                    .post(format!("{}/sticky_notes", self.board))
                    .header("content-type", "application/json")
                    .body(serde_json::to_vec(&note)?);
                drop(black_box(self.send::<Item>(request).await?));
            }
        }
        Ok(())
    }

    pub(crate) async fn board(&self) -> Result<Board, Failure> {
        self.send(self.client.get(&self.board)).await
    }

    pub(crate) async fn items(&self, mut each: impl FnMut(Item)) -> Result<(), Failure> {
        let mut cursor: Option<String> = None;
        loop {
            let mut address = format!("{}/items?limit=50", self.board);
            if let Some(cursor) = &cursor {
                address = format!("{address}&cursor={}", utf8_percent_encode(cursor, NON_ALPHANUMERIC));
            }
            let page: Page = self.send(self.client.get(address)).await?;
            page.data.into_iter().for_each(&mut each);
            cursor = page.cursor;
            if cursor.is_none() {
                return Ok(());
            }
        }
    }

    async fn send<T: DeserializeOwned>(&self, request: reqwest::RequestBuilder) -> Result<T, Failure> {
        let request = request.header("accept", "application/json").bearer_auth(&self.token);
        let body = request.send().await?.error_for_status()?.bytes().await?;
        Ok(serde_json::from_slice(&body)?)
    }
}

/// Returns the number that is the content of a sticky note.
pub(crate) fn number(content: &str) -> Option<usize> {
    content.trim_start_matches("<p>").trim_end_matches("</p>").parse().ok()
}

#[derive(Serialize)]
struct NewNote<'a> {
    data: NewData<'a>,
    position: NewPosition,
}

#[derive(Serialize)]
struct NewData<'a> {
    content: &'a str,
    shape: &'a str,
}

#[derive(Serialize)]
struct NewPosition {
    x: f64,
    y: f64,
}

macro_rules! objects {
    ($($object:ident { $($(#[$attribute:meta])* $name:ident: $kind:ty,)+ })+) => {
        $(
            #[derive(Debug, Deserialize)]
            #[serde(rename_all = "camelCase")]
            #[allow(dead_code)]
            pub(crate) struct $object {
                $($(#[$attribute])* pub(crate) $name: $kind,)+
            }
        )+
    };
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
pub(crate) struct Links {
    #[serde(rename = "self")]
    own: Option<String>,
    related: Option<String>,
}

objects! {
    Page {
        data: Vec<Item>,
        cursor: Option<String>,
        total: Option<u64>,
        size: Option<u64>,
        limit: Option<u64>,
    }
    Item {
        id: String,
        r#type: String,
        data: Option<Data>,
        style: Option<Style>,
        position: Option<Position>,
        geometry: Option<Geometry>,
        parent: Option<Parent>,
        created_at: Option<Timestamp>,
        created_by: Option<Reference>,
        modified_at: Option<Timestamp>,
        modified_by: Option<Reference>,
        links: Option<Links>,
    }
    Data {
        content: Option<String>,
        shape: Option<String>,
    }
    Style {
        fill_color: Option<String>,
        text_align: Option<String>,
        text_align_vertical: Option<String>,
    }
    Position {
        x: Option<f64>,
        y: Option<f64>,
        origin: Option<String>,
        relative_to: Option<String>,
    }
    Geometry {
        width: Option<f64>,
        height: Option<f64>,
        rotation: Option<f64>,
    }
    Parent {
        id: String,
        links: Option<Links>,
    }
    Reference {
        id: String,
        r#type: Option<String>,
        name: Option<String>,
    }
    Board {
        id: String,
        r#type: Option<String>,
        name: Option<String>,
        description: Option<String>,
        team: Option<Reference>,
        project: Option<Project>,
        picture: Option<Picture>,
        policy: Option<Policy>,
        view_link: Option<String>,
        owner: Option<Reference>,
        current_user_membership: Option<Member>,
        created_at: Option<Timestamp>,
        created_by: Option<Reference>,
        modified_at: Option<Timestamp>,
        modified_by: Option<Reference>,
        last_opened_at: Option<Timestamp>,
        last_opened_by: Option<Reference>,
        links: Option<Links>,
    }
    Project {
        id: String,
    }
    Picture {
        id: Option<String>,
        r#type: Option<String>,
        #[serde(rename = "imageURL")]
        image_url: Option<String>,
        original_url: Option<String>,
    }
    Policy {
        permissions_policy: Option<Permissions>,
        sharing_policy: Option<Sharing>,
    }
    Permissions {
        collaboration_tools_start_access: Option<String>,
        copy_access: Option<String>,
        sharing_access: Option<String>,
    }
    Sharing {
        access: Option<String>,
        access_password_required: Option<bool>,
        invite_to_account_and_board_link_access: Option<String>,
        organization_access: Option<String>,
        team_access: Option<String>,
    }
    Member {
        id: String,
        r#type: Option<String>,
        name: Option<String>,
        role: Option<String>,
        links: Option<Links>,
    }
}
