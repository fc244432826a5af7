//! Uploads that fail at first, or altogether.

use std::io::Cursor;

use miro::prelude::*;
use miro::upload::FileUpload;
use miro_sandbox::Fault;

use super::{BYTES, board, occurrences};

#[tokio::test]
async fn resends_reusable_content_from_the_start() {
    let (sandbox, _, board) = board().await;
    let path = std::env::temp_dir().join(format!("miro-again-{}.png", std::process::id()));
    std::fs::write(&path, BYTES).unwrap();
    for file in [FileUpload::from_bytes("a.png", BYTES), FileUpload::from_path(&path)] {
        sandbox.clear_requests();
        sandbox.next(Fault::rate_limited(None));
        sandbox.next(Fault::rate_limited(None));
        board.images().upload(file).await.unwrap();
        let attempts = sandbox.requests();
        assert_eq!(attempts.iter().map(|request| request.status).collect::<Vec<_>>(), [429, 429, 201]);
        assert!(attempts.iter().all(|request| occurrences(request, BYTES) == 1));
        assert!(
            attempts.iter().all(|request| request.body == attempts[0].body),
            "with the same boundary, too"
        );
    }
    std::fs::remove_file(&path).unwrap();
    let board_id = board.get().await.unwrap().id;
    assert_eq!(sandbox.item_count(board_id.as_str()), 2);
}

#[tokio::test]
async fn does_not_resend_content_of_a_reader() {
    let (sandbox, _, board) = board().await;
    sandbox.next(Fault::rate_limited(None));
    let file = FileUpload::from_reader("a.png", BYTES.len() as u64, Cursor::new(BYTES));
    let error = board.images().upload(file.clone()).await.unwrap_err();
    assert_eq!((error.kind(), sandbox.requests().len()), (ErrorKind::RateLimited, 1));
    // A clone shares the reader, which has nothing left.
    let error = board.images().upload(file).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(
        error
            .to_string()
            .contains("nothing was sent: the file \"a.png\" cannot be read: its reader was used up"),
        "{error}"
    );
    assert_eq!(sandbox.requests().len(), 1);
    let board_id = board.get().await.unwrap().id;
    assert_eq!(sandbox.item_count(board_id.as_str()), 0);
}

#[tokio::test]
async fn does_not_resend_an_upload_of_unknown_outcome() {
    for fault in [Fault::status(503).after_effect(), Fault::ResetAfter, Fault::HalfBody] {
        let (sandbox, _, board) = board().await;
        sandbox.next(fault.clone());
        let error = board.images().upload(FileUpload::from_bytes("a.png", BYTES)).await.unwrap_err();
        assert!(error.to_string().contains("may have done it: look before you try again"), "{error}");
        let board_id = board.get().await.unwrap().id;
        assert_eq!(sandbox.item_count(board_id.as_str()), 1, "{fault:?}: a second image was created");
    }
}

#[tokio::test]
async fn a_reader_of_another_length_aborts_the_upload() {
    for (declared, comparison) in [(9_u64, "longer"), (11, "shorter")] {
        let (sandbox, _, board) = board().await;
        let file = FileUpload::from_reader("a.png", declared, Cursor::new(BYTES));
        let error = board.images().upload(file).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        let expected = format!(
            "broken off: the file \"a.png\" cannot be read: it is {comparison} than the {declared} bytes"
        );
        assert!(error.to_string().contains(&expected), "{error}");
        let board_id = board.get().await.unwrap().id;
        assert_eq!(sandbox.item_count(board_id.as_str()), 0, "half a file is none");
    }
}
