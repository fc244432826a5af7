//! The list of boards, and notes.

use http::StatusCode;

use super::World;
use super::visitor::Visitor;

#[tokio::test]
async fn lists_boards_in_pages() {
    let world = World::start().await;
    let names: Vec<String> = (1..=27).map(|number| format!("Board {number}")).collect();
    world.seed("1", &names.iter().map(String::as_str).collect::<Vec<_>>());
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    let mut seen = Vec::new();
    for (page, count, has_previous, has_next) in
        [(1, 12, false, true), (2, 12, true, true), (3, 3, true, false)]
    {
        let response = anna.get(&format!("/?page={page}")).await;
        assert!(response.body.contains("27 boards") && response.body.contains(&format!("Page {page} of 3")));
        assert_eq!(response.boards().len(), count);
        let links = (response.body.contains("rel=\"prev\""), response.body.contains("rel=\"next\""));
        assert_eq!(links, (has_previous, has_next), "page {page}");
        seen.extend(response.boards().into_iter().map(str::to_owned));
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 27);
    assert!(anna.get("/?page=4").await.body.contains("There is nothing on this page"));
    for odd in ["/?page=0", "/?page=-1", "/?page=x", "/?page=99999999999", "/?page="] {
        assert_eq!(anna.get(odd).await.boards().len(), 12, "{odd}");
    }
    let response = anna.get("/?page=4294967295").await;
    assert_eq!((response.status, response.boards().len()), (StatusCode::OK, 0));
}

#[tokio::test]
async fn shows_link_and_modification_time_of_a_board() {
    let world = World::start().await;
    world.seed("1", &["Plan"]);
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    let response = anna.get("/").await;
    assert!(response.between("<h2><a href=\"", "\"").starts_with("https://miro.com/app/board/"));
    assert!(response.between("<time datetime=\"", "</time>").ends_with(" UTC"), "{}", response.body);
    assert_eq!(
        response.between("class=\"facts\"><span>", "</span>"),
        response.between("<small>", "</small>")
    );
}

#[tokio::test]
async fn shows_a_hint_without_boards() {
    let world = World::start().await;
    world.seed("1", &[]);
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    let response = anna.get("/").await;
    assert!(response.body.contains("No boards yet") && !response.body.contains("class=\"pager\""));
}

#[tokio::test]
async fn escapes_names_and_notes() {
    const HOSTILE: &str = "<script>alert(1)</script>\"'&";
    let world = World::start().await;
    world.seed("1", &[HOSTILE]);
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    let response = anna.get("/").await;
    assert_eq!(response.boards(), ["&lt;script&gt;alert(1)&lt;/script&gt;&quot;'&amp;"]);
    assert!(!response.body.contains("<script"));

    let (action, form_token) =
        (response.between("action=\"/boards/", "\"").to_owned(), anna.form_token().await);
    anna.post(&format!("/boards/{action}"), &[("form_token", &form_token), ("text", HOSTILE)]).await;
    assert_eq!(world.notes_of("1").await, ["<p>&lt;script&gt;alert(1)&lt;/script&gt;&quot;'&amp;</p>"]);
}

#[tokio::test]
async fn adds_and_confirms_a_note_once() {
    let world = World::start().await;
    world.seed("1", &["Plan"]);
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    let page = anna.get("/").await;
    let action = format!("/boards/{}", page.between("action=\"/boards/", "\""));
    let form_token = anna.form_token().await;
    let response =
        anna.post(&action, &[("form_token", &form_token), ("text", " Buy milk "), ("page", "1")]).await;
    assert_eq!(response.status, StatusCode::SEE_OTHER);
    assert!(response.location().starts_with("/?page=1#"));
    assert_eq!(world.notes_of("1").await, ["<p>Buy milk</p>"]);
    assert!(anna.get("/").await.body.contains("Your note is on the board."));
    assert!(!anna.get("/").await.body.contains("Your note is on the board."));
    assert_eq!(world.notes_of("1").await.len(), 1);
    let response = anna.post(&action, &[("form_token", &form_token), ("text", "More"), ("page", "3")]).await;
    assert!(response.location().starts_with("/?page=3#"));
}

#[tokio::test]
async fn rejects_forms_from_other_sites() {
    let world = World::start().await;
    world.seed("1", &["Plan"]);
    let (mut anna, mut eve) = (Visitor::new(&world), Visitor::new(&world));
    anna.log_in("1").await;
    eve.log_in("1").await;
    let of_eve = eve.form_token().await;
    let action = format!("/boards/{}", anna.get("/").await.between("action=\"/boards/", "\""));
    for fields in [
        &[("text", "forged")][..],
        &[("text", "forged"), ("form_token", "")],
        &[("text", "forged"), ("form_token", "made up")],
        &[("text", "forged"), ("form_token", &of_eve)],
    ] {
        let response = anna.post(&action, fields).await;
        assert_eq!((response.status, response.heading()), (StatusCode::FORBIDDEN, "This form is not valid"));
    }
    assert!(world.notes_of("1").await.is_empty());
    let response = Visitor::new(&world).post(&action, &[("text", "forged"), ("form_token", &of_eve)]).await;
    assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, "/"), "no user is logged in");
    assert!(world.notes_of("1").await.is_empty());
}

#[tokio::test]
async fn limits_the_length_of_a_note() {
    let world = World::start().await;
    world.seed("1", &["Plan"]);
    let mut anna = Visitor::new(&world);
    anna.log_in("1").await;
    let action = format!("/boards/{}", anna.get("/").await.between("action=\"/boards/", "\""));
    let form_token = anna.form_token().await;
    let (longest, longer) = ("ä".repeat(500), "ä".repeat(501));
    for (text, status) in [("", 422), (" \n ", 422), (&*longer, 422), (&*longest, 303)] {
        let response = anna.post(&action, &[("form_token", &form_token), ("text", text)]).await;
        assert_eq!(response.status.as_u16(), status);
    }
    assert_eq!(world.notes_of("1").await, [format!("<p>{longest}</p>")]);
    let huge = "x".repeat(17_000);
    let response = anna.post(&action, &[("form_token", &form_token), ("text", &huge)]).await;
    assert_eq!((response.status, response.heading()), (StatusCode::PAYLOAD_TOO_LARGE, "This is too much"));
    assert!(response.body.contains("500 characters"), "{}", response.body);
}

#[tokio::test]
async fn concurrent_users_see_their_own_boards() {
    let world = World::start().await;
    let ids: Vec<String> = (1..=20).map(|number| format!("{number}")).collect();
    for id in &ids {
        world.seed(id, &[&format!("Plan of {id}")]);
    }
    let visit = async |id: &String| {
        let mut visitor = Visitor::new(&world);
        visitor.log_in(id).await;
        for _ in 0..3 {
            assert_eq!(visitor.get("/").await.boards(), [format!("Plan of {id}")]);
        }
        let action = format!("/boards/{}", visitor.get("/").await.between("action=\"/boards/", "\""));
        let form_token = visitor.form_token().await;
        visitor.post(&action, &[("form_token", &form_token), ("text", &format!("From {id}"))]).await;
        assert_eq!(world.notes_of(id).await, [format!("<p>From {id}</p>")]);
    };
    futures_util::future::join_all(ids.iter().map(visit)).await;
}
