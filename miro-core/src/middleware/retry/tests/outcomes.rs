use super::*;

#[tokio::test(start_paused = true)]
async fn a_404_after_an_unknown_delete_is_success() {
    for first in [Script::status(503), Script::connection_reset(), Script::timeout()] {
        let (result, _) = played(Method::DELETE, [first, Script::status(404)]).await;
        assert_eq!(result.unwrap().status(), StatusCode::NO_CONTENT);
    }
}

#[tokio::test(start_paused = true)]
async fn a_404_after_a_certainly_failed_delete_is_an_error() {
    for script in [
        vec![Script::status(404)],
        vec![Script::connection_refused(), Script::status(404)],
        vec![Script::status(429), Script::status(404)],
    ] {
        let (result, _) = played(Method::DELETE, script).await;
        let error = result.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::NotFound, Outcome::Rejected));
    }
    let (result, _) = played(Method::GET, [Script::status(503), Script::status(404)]).await;
    assert_eq!(result.unwrap_err().kind(), ErrorKind::NotFound, "nothing was to be deleted");
    let (result, _) = played(Method::DELETE, [Script::status(503), Script::status(403)]).await;
    assert_eq!(result.unwrap_err().kind(), ErrorKind::Forbidden, "it is still there");
}

#[tokio::test(start_paused = true)]
async fn an_unknown_attempt_makes_the_outcome_unknown() {
    for script in [
        vec![Script::status(503), Script::status(403)],
        vec![Script::connection_reset(), Script::status(403)],
        // A later attempt that certainly was not processed does not change that.
        vec![Script::connection_reset(), Script::status(429), Script::status(403)],
        vec![Script::connection_reset(), Script::connection_refused(), Script::status(403)],
        vec![Script::status(429), Script::connection_reset(), Script::status(403)],
        vec![
            Script::status(503),
            Script::connection_refused(),
            Script::connection_refused(),
            Script::connection_refused(),
        ],
    ] {
        let (result, _) = played(Method::PUT, script.clone()).await;
        assert_eq!(result.unwrap_err().outcome(), Outcome::Unknown, "{script:?}");
    }
    for script in [
        vec![Script::status(429), Script::status(403)],
        vec![Script::connection_refused(), Script::status(403)],
    ] {
        let (result, _) = played(Method::PUT, script.clone()).await;
        assert_eq!(result.unwrap_err().outcome(), Outcome::Rejected, "{script:?}");
    }
}
