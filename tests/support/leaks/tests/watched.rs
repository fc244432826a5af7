//! A process that leaks, and the scan that finds the leak, with the logs of other crates.

use std::process::Command;

use miro_sandbox::leak_scan;

const SECRET: &str = "7Yx-planted-secret-0123456789-abcdef";

#[test]
#[ignore = "the process that the test below starts"]
fn leaks() {
    leak_scan::watch();
    leak_scan::watch();
    assert!(leak_scan::is_watching());
    leak_scan::secret("planted", SECRET);
    for _ in 0..3 {
        tracing::trace!(operation = "oauth-token", "at the lowest level");
    }
    match std::env::var("HOW").unwrap().as_str() {
        "event" => tracing::trace!(token = SECRET),
        "span" => drop(tracing::trace_span!("call", token = SECRET)),
        "log" => log::trace!("sending {SECRET}"),
        "note" => leak_scan::note(&format!("an error with {SECRET}")),
        _ => {}
    }
}

#[test]
fn detects_leaks_of_a_process_and_only_them() {
    for (how, leaks) in [("event", 1), ("span", 2), ("log", 1), ("note", 1), ("nothing", 0)] {
        let directory = tempfile::tempdir().unwrap();
        let mut process = Command::new(std::env::current_exe().unwrap());
        process.args(["--exact", "leaks", "--ignored"]).env("HOW", how);
        let output = process.env(leak_scan::VARIABLE, directory.path()).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        let report = miro_leaks::scan(directory.path(), &["oauth-token"]).unwrap();
        assert_eq!(report.leaks.len(), leaks, "{how}: {report}");
        assert_eq!(report.is_clean(), leaks == 0, "{how}: {report}");
        assert_eq!(report.secrets["planted"], 1);
        assert!(report.lines <= 4, "the same line is written once: {report}");
    }
}
