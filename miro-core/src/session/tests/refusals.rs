//! Responses of the token endpoint: only a refused refresh token ends a login.

use super::*;

#[tokio::test(start_paused = true)]
async fn other_error_responses_keep_the_login() {
    for (status, body, kind, words) in [
        (401, r#"{"error":"invalid_client"}"#, ErrorKind::Configuration, "client secret"),
        (
            401,
            r#"{"status":401,"code":"oauthError","message":"Client authentication failed."}"#,
            ErrorKind::Configuration,
            "client secret",
        ),
        (400, r#"{"error":"invalid_request"}"#, ErrorKind::Rejected, "login is unchanged"),
        (400, r#"{"error":"temporarily_unavailable"}"#, ErrorKind::Server, "unavailable"),
        (403, r#"{"message":"Forbidden"}"#, ErrorKind::UnexpectedResponse, "check its URL"),
        (401, r#"{"message":"Proxy authentication"}"#, ErrorKind::UnexpectedResponse, "check its URL"),
        (400, "<html>Bad Request</html>", ErrorKind::UnexpectedResponse, "check its URL"),
        (404, "", ErrorKind::UnexpectedResponse, "check its URL"),
        (407, "<html></html>", ErrorKind::Rejected, ""),
        (429, r#"{"error":"invalid_grant"}"#, ErrorKind::RateLimited, ""),
        (500, r#"{"error":"invalid_grant"}"#, ErrorKind::Server, ""),
        (302, "", ErrorKind::UnexpectedResponse, ""),
        (200, "<html>Hello</html>", ErrorKind::UnexpectedResponse, "not a token response"),
        (200, r#"{"access_token":"","refresh_token":"r"}"#, ErrorKind::Decode, "no header can carry"),
        (200, r#"{"access_token":"a\r\nb","refresh_token":"r"}"#, ErrorKind::Decode, "no header can carry"),
        (200, r#"{"refresh_token":"r"}"#, ErrorKind::Decode, "no access token"),
    ] {
        let (server, storage) = expired().await;
        let session = process(&server, storage.clone()).of(&user());
        server.next(Reply::Instead(status, body.to_owned()));
        let error = token(&session).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{status} {body}: {error}");
        assert!(error.to_string().contains(words), "{error}");
        let state = storage.memory.get(&user()).await.unwrap().unwrap();
        assert_eq!(state.access_token().expose_secret(), "access-1", "{status} {body}");
        assert_eq!(token(&session).await.unwrap(), 2, "the login goes on");
        // A new refresh token is used before the old one.
        assert_eq!(server.refused(), usize::from(body.contains(r#""r""#)), "{status} {body}");
    }
}

#[tokio::test(start_paused = true)]
async fn keeps_a_refresh_token_without_an_access_token() {
    for body in [
        r#"{"access_token":"","refresh_token":"refresh-N"}"#,
        r#"{"access_token":"a\r\nb","refresh_token":"refresh-N","expires_in":3600}"#,
        r#"{"refresh_token":"refresh-N"}"#,
    ] {
        let (server, storage) = expired().await;
        server.next(Reply::Rotated(body));
        let error = token(&process(&server, storage.clone()).of(&user())).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Decode, Outcome::Done), "{error}");
        assert!(error.to_string().contains("is stored, and the next call refreshes"), "{error}");
        let another_process = process(&server, storage.clone()).of(&user());
        assert_eq!(token(&another_process).await.unwrap(), 3, "{body}");
        assert_eq!((server.requests(), server.refused()), (2, 0));
    }
}

#[tokio::test(start_paused = true)]
async fn a_login_ends_when_the_refresh_token_and_the_one_before_it_are_refused() {
    let (server, storage) = expired().await;
    let session = process(&server, storage).of(&user());
    server.next(Reply::Rotated(r#"{"refresh_token":"refresh-N"}"#));
    assert_eq!(token(&session).await.unwrap_err().kind(), ErrorKind::Decode);
    for _ in 0..3 {
        server.next(Reply::Instead(400, r#"{"error":"invalid_grant"}"#.to_owned()));
    }
    assert_eq!(token(&session).await.unwrap_err().kind(), ErrorKind::AuthorizationRequired);
    assert_eq!(server.requests(), 3, "each of them is sent once");
}

#[tokio::test(start_paused = true)]
async fn a_refused_refresh_token_ends_the_login_and_is_sent_once() {
    for body in [
        r#"{"error":"invalid_grant"}"#,
        r#"{"status":400,"code":"oauthError","message":"The refresh token is invalid."}"#,
    ] {
        let (server, storage) = expired().await;
        let session = process(&server, storage).of(&user());
        server.next(Reply::Instead(400, body.to_owned()));
        for _ in 0..3 {
            let error = token(&session).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::AuthorizationRequired, "{error}");
        }
        assert_eq!(server.requests(), 1);
        // Not forever, because Miro may have been wrong.
        tokio::time::advance(Duration::from_secs(61)).await;
        assert_eq!(token(&session).await.unwrap(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn malformed_optional_fields_do_not_lose_the_pair() {
    for body in [
        r#"{"access_token":"access-N","refresh_token":"refresh-N","expires_in":-1}"#,
        r#"{"access_token":"access-N","refresh_token":"refresh-N","expires_in":"1h","scope":[7],"user_id":{}}"#,
        r#"{"access_token":"access-N","refresh_token":"refresh-N","expires_in":1e999,"token_type":null}"#,
    ] {
        let (server, storage) = expired().await;
        let session = process(&server, storage.clone()).of(&user());
        server.next(Reply::Rotated(body));
        assert_eq!(token(&session).await.unwrap(), 2, "{body}");
        assert_eq!(stored(&storage.memory).await, Some(2));
        // Its expiry is unknown, so it is refreshed when Miro refuses it.
        assert_eq!(token(&session).await.unwrap(), 2);
        assert_eq!(replace(&session, 2).await.unwrap(), Some(3));
    }
}

#[tokio::test(start_paused = true)]
async fn a_failed_exchange_keeps_the_previous_login() {
    let (server, storage) = expired().await;
    let session = process(&server, storage.clone()).of(&user());
    for (status, body, kind) in [
        (200, r#"{"access_token":" "}"#, ErrorKind::Decode),
        (400, r#"{"error":"invalid_grant"}"#, ErrorKind::Authorization),
        (401, r#"{"error":"invalid_client"}"#, ErrorKind::Configuration),
        (401, r#"{"code":"oauthError","message":"Redirect URI mismatch."}"#, ErrorKind::Authorization),
        (400, r#"{"error":"invalid_request"}"#, ErrorKind::Rejected),
        (400, r#"{"error":"temporarily_unavailable"}"#, ErrorKind::Server),
        (403, r#"{"message":"no"}"#, ErrorKind::UnexpectedResponse),
    ] {
        server.next(Reply::Instead(status, body.to_owned()));
        let error = exchange(&session).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{body}: {error}");
        assert_eq!(stored(&storage.memory).await, Some(1));
    }
    server
        .next(Reply::Rotated(r#"{"access_token":"access-N","refresh_token":"","expires_in":-1,"scope":{}}"#));
    exchange(&session).await.unwrap();
    let state = storage.memory.get(&user()).await.unwrap().unwrap();
    assert_eq!((number(state.access_token()), state.refresh_token(), state.expires_at()), (2, None, None));
}

#[tokio::test(start_paused = true)]
async fn token_requests_time_out_between_30_and_120_seconds() {
    for (timeout, delay, succeeds) in [
        (Duration::from_millis(1), 29, true),
        (Duration::from_millis(1), 31, false),
        (Duration::from_secs(60), 59, true),
        (Duration::from_secs(60), 61, false),
        (Duration::MAX, 119, true),
        (Duration::MAX, 121, false),
    ] {
        let (server, storage) = expired().await;
        let client =
            ClientBuilder::new().transport(server.clone()).retry(RetryPolicy::never()).timeout(timeout);
        let app =
            OAuthApp::new(client.build().unwrap(), "id", "secret".to_owned().into(), "http://localhost/");
        let sessions = Sessions::new(app.unwrap(), SharedStorage::new(storage), Duration::MAX);
        server.next(Reply::After(Duration::from_secs(delay)));
        let token = token(&sessions.of(&user())).await;
        assert_eq!(token.as_ref().ok(), succeeds.then_some(&2), "{timeout:?} {delay}");
        assert!(token.is_ok() || token.is_err_and(|error| error.kind() == ErrorKind::Timeout));
    }
}

#[tokio::test(start_paused = true)]
async fn retries_refreshes_but_not_exchanges() {
    let (server, storage) = expired().await;
    let session = process_with_retries(&server, storage, RetryPolicy::standard()).of(&user());
    server.next(Reply::Instead(502, String::new()));
    assert_eq!(token(&session).await.unwrap(), 2);
    assert_eq!(server.requests(), 2);
    server.next(Reply::Instead(502, String::new()));
    assert_eq!(exchange(&session).await.unwrap_err().kind(), ErrorKind::Server);
    assert_eq!(server.requests(), 3);
}
