//! Base URLs and user agents: settings that come from files and variables.

use miro::Hosts;
use miro::middleware::RetryPolicy;
use miro::prelude::*;

use super::texts::text;
use super::{Kept, report};
use crate::random::Random;

const URLS: usize = 12_000;
const USER_AGENTS: usize = 3_000;
pub(super) const CASES: usize = URLS + USER_AGENTS;

const STARTS: [&str; 10] = [
    "https://api.miro.com",
    "https://",
    "http://127.0.0.1",
    "http://localhost:8080",
    "http://",
    "https://proxy.example/miro",
    "HTTPS://API.miro.com",
    "https:",
    "http://[::1]",
    "",
];

/// Returns a base URL with something hostile at its start or end.
fn base_url(random: &mut Random) -> String {
    let start = *random.one_of(&STARTS);
    match random.below(4) {
        0 => format!("{}{start}", text(random)),
        1 => format!("{start}/{}", text(random)),
        _ => format!("{start}{}", text(random)),
    }
}

#[tokio::test]
async fn a_base_url_is_used_literally_or_rejected() {
    let mut random = Random::new(0xba5e);
    let kept = Kept::responding_with("{}");
    let (mut refused, mut wrong) = (0, Vec::new());
    for _ in 0..URLS {
        let base = base_url(&mut random);
        let hosts = Hosts::miro().with_api(&base);
        let builder = MiroApi::builder("token").hosts(hosts).transport(kept.clone());
        let api = match builder.retry(RetryPolicy::never()).build() {
            Ok(api) => api,
            Err(error) => {
                refused += 1;
                if error.kind() != ErrorKind::Configuration || kept.take().is_some() {
                    wrong.push(format!("{base:?}: {error:?}"));
                }
                continue;
            }
        };
        let result = api.board("b/c").get().await;
        let Some(sent) = kept.take() else {
            wrong.push(format!("{base:?} is no setting to be refused by a call: {result:?}"));
            continue;
        };
        // Two libraries read the same from the setting and from the request.
        let (own, arrives) =
            (url::Url::parse(&base).unwrap(), url::Url::parse(&sent.uri.to_string()).unwrap());
        let path = format!("{}/v2/boards/b%2Fc", own.path().trim_end_matches('/'));
        let is_safe = own.scheme() == "https"
            || matches!(own.host(), Some(url::Host::Ipv4(host)) if host.is_loopback())
            || matches!(own.host(), Some(url::Host::Ipv6(host)) if host.is_loopback())
            || own.host_str() == Some("localhost");
        let is_bare =
            arrives.username().is_empty() && arrives.password().is_none() && arrives.query().is_none();
        if own.origin() != arrives.origin() || arrives.path() != path || !is_safe || !is_bare {
            wrong.push(format!("{base:?} became {arrives}"));
        }
    }
    report("base URLs", URLS, refused, &wrong);
}

#[tokio::test]
async fn a_user_agent_is_one_header_or_rejected() {
    let mut random = Random::new(0xa6e27);
    let kept = Kept::responding_with(r#"{"data":[]}"#);
    let (mut refused, mut wrong) = (0, Vec::new());
    for _ in 0..USER_AGENTS {
        let own = text(&mut random);
        let built = MiroApi::builder("token").user_agent(own.as_str()).transport(kept.clone()).build();
        let Ok(api) = built else {
            refused += 1;
            continue;
        };
        api.boards().list().await.unwrap();
        let sent = kept.take().unwrap();
        let values: Vec<_> = sent.headers.get_all("user-agent").iter().collect();
        let is_own = values.len() == 1
            && values[0].to_str().is_ok_and(|value| {
                value.strip_prefix(&own).is_some_and(|rest| rest.starts_with(" miro-rust/"))
            });
        if !is_own || sent.headers.len() != 3 || own.contains(char::is_control) {
            wrong.push(format!("{own:?} became {values:?}"));
        }
    }
    report("user agents", USER_AGENTS, refused, &wrong);
}
