//! The cost of the sandbox per request and per item: other figures are taken against the sandbox and include its
//! cost.
//!
//! The sandbox is the release build of `miro-sandbox`, in a separate process. Requests come from this process, over
//! four TCP connections that stay open, each of which waits for a response before it sends again. Requests are
//! written beforehand, and only the status and the length of a response are read, so that little else is measured.
//!
//! *Rates* are requests per second of wall time, with both processes on the same machine. *CPU* is the user and
//! system time of the sandbox's process for a request, in microseconds: it is the same on a machine with other work.
//! Both are the median of five rounds, with `--quick` of three.
//!
//! | figure | meaning |
//! | --- | --- |
//! | `sandbox-board-rate`, `-cpu` | `GET /v2/boards/{board_id}` |
//! | `sandbox-items-rate`, `-cpu` | `GET /v2/boards/{board_id}/items?limit=50`: a page of fifty of a thousand items |
//! | `sandbox-create-rate`, `-cpu` | `POST /v2/boards/{board_id}/sticky_notes` |
//! | `sandbox-memory` | the resident memory that 1,000,000 sticky notes on a board take, with `--quick` 20,000 |
//! | `sandbox-memory-item` | the same for one of them |
//!
//! The sandbox remembers the requests that it receives. So memory is the difference between two sandboxes that
//! received the same requests: one created items, the other rejected them because the board does not exist.

mod connection;
mod content;
mod load;
mod server;

use std::path::Path;

use content::Content;
use load::Load;
use miro_bench::Failure;
use miro_bench::figure::{Figure, Report};
use server::Server;

/// The number of items on a board of which one page is requested.
const ITEMS_FOR_A_PAGE: usize = 1_000;
const MEGABYTE: f64 = 1_000_000.0;

/// The two figures of a request, by name.
type Names = [&'static str; 2];

/// Takes the figures of this module.
pub(crate) fn take(report: &mut Report, quick: bool) -> Result<(), Failure> {
    progress("the build of the sandbox");
    let program = server::build()?;
    let server = Server::start(&program)?;
    let load = if quick { Load { rounds: 3, requests: 5_000 } } else { Load { rounds: 5, requests: 10_000 } };

    let board = content::create_board(&server)?;
    content::fill(&server, &board, ITEMS_FOR_A_PAGE)?;
    let path = format!("/v2/boards/{board}");
    let names = ["sandbox-board-rate", "sandbox-board-cpu"];
    take_request(report, &server, &load, names, &server.request("GET", &path, ""))?;
    let names = ["sandbox-items-rate", "sandbox-items-cpu"];
    let list = server.request("GET", &format!("{path}/items?limit=50"), "");
    take_request(report, &server, &load, names, &list)?;
    let names = ["sandbox-create-rate", "sandbox-create-cpu"];
    let create = server.request("POST", &format!("{path}/sticky_notes"), content::STICKY_NOTE);
    take_request(report, &server, &load, names, &create)?;
    drop(server);

    take_memory(report, &program, if quick { 20_000 } else { 1_000_000 })
}

fn take_request(
    report: &mut Report,
    server: &Server,
    load: &Load,
    [rate, cpu]: Names,
    request: &[u8],
) -> Result<(), Failure> {
    progress(rate.trim_end_matches("-rate"));
    let cost = load.measure(server, request)?;
    report.add(&Figure::new(rate, cost.rate, "requests/s"));
    report.add(&Figure::new(cpu, cost.cpu * 1e6, "us"));
    Ok(())
}

fn take_memory(report: &mut Report, program: &Path, items: usize) -> Result<(), Failure> {
    progress("the memory of refused requests");
    let refused = content::memory(program, items, Content::Refused)?;
    progress("the memory of items");
    let bytes = content::memory(program, items, Content::Kept)? - refused;
    report.add(&Figure::new("sandbox-memory", bytes / MEGABYTE, "MB"));
    #[allow(clippy::cast_precision_loss)]
    report.add(&Figure::new("sandbox-memory-item", bytes / items as f64, "bytes"));
    Ok(())
}

fn progress(what: &str) {
    eprintln!("sandbox: {what}");
}
