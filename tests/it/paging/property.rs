//! Whatever the sizes, a stream returns the whole collection.

use futures_util::TryStreamExt;
use miro::prelude::*;
use miro::transport::{Body, BoxFuture, Transport, TransportError};
use proptest::prelude::*;
use serde_json::json;

/// Serves this many boards and items, page by page, without HTTP in between, so that many cases take little time.
#[derive(Clone, Copy, Debug)]
struct Collection(usize);

impl Transport for Collection {
    fn send(
        &self,
        request: miro::http::Request<Body>,
    ) -> BoxFuture<'_, Result<miro::http::Response<Body>, TransportError>> {
        let query = request.uri().query().unwrap_or_default();
        let number = |name: &str| {
            let value =
                query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name);
            value.map(|(_, value)| value.trim_start_matches("after-").parse::<usize>().unwrap())
        };
        let start = number("offset").or(number("cursor")).unwrap_or(0);
        let end = self.0.min(start + number("limit").unwrap());
        let data: Vec<_> = (start..end).map(|id| json!({"id": id.to_string(), "type": "text"})).collect();
        let mut page = json!({"data": data});
        if request.uri().path() == "/v2/boards" {
            page["total"] = self.0.into();
            page["offset"] = start.into();
        } else if end < self.0 {
            page["cursor"] = format!("after-{end}").into();
        }
        Box::pin(async move { Ok(miro::http::Response::new(Body::from(page.to_string()))) })
    }
}

/// The size of a collection, of a page, the prefetched pages, and the number of elements wanted.
fn sizes(limit: std::ops::RangeInclusive<u32>) -> impl Strategy<Value = (usize, u32, usize, Option<usize>)> {
    (0_usize..=230, limit, 0_usize..=4, prop::option::of(0_usize..=240))
}

/// Builds a list with these settings, and reads the numbers in its ids.
macro_rules! read {
    ($list:expr, $limit:ident, $prefetch:ident, $most:ident, $id:expr) => {{
        let mut list = $list.limit($limit).prefetch($prefetch);
        if let Some(most) = $most {
            list = list.max_items(most);
        }
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let read: Vec<_> = runtime.block_on(list.stream().try_collect()).unwrap();
        read.iter().map(|element| $id(element).as_str().parse::<usize>().unwrap()).collect::<Vec<_>>()
    }};
}

fn api(count: usize) -> MiroApi {
    MiroApi::builder("token").transport(Collection(count)).build().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_stream_by_cursor_is_the_collection((count, limit, prefetch, most) in sizes(10..=50)) {
        let read = read!(api(count).board("b").items().list(), limit, prefetch, most, Item::id);
        prop_assert_eq!(read, (0..count.min(most.unwrap_or(count))).collect::<Vec<_>>());
    }

    #[test]
    fn a_stream_by_offset_is_the_collection((count, limit, prefetch, most) in sizes(1..=50)) {
        let read = read!(api(count).boards().list(), limit, prefetch, most, |board: &Board| board.id.clone());
        prop_assert_eq!(read, (0..count.min(most.unwrap_or(count))).collect::<Vec<_>>());
    }
}
