//! A sandbox in this process, with users and boards to try.

use miro_sandbox::Sandbox;
use serde_json::{Value, json};

/// Starts a sandbox that redirects its users to this URL.
pub(crate) async fn sandbox(redirect_url: &str) -> Result<Sandbox, Box<dyn std::error::Error>> {
    let sandbox = Sandbox::builder().redirect_uri(redirect_url).start().await;
    sandbox.seed(&serde_json::to_vec(&seed())?)?;
    Ok(sandbox)
}

/// Returns the seed data: Anna has more boards than fit on a page, Ben has two, and Clara none.
fn seed() -> Value {
    let board =
        |owner: &str, name: &str| json!({"request": "POST /v2/boards", "as": owner, "body": {"name": name}});
    let names = [
        "Roadmap 2027",
        "Onboarding",
        "Customer interviews",
        "Website relaunch",
        "Team agreements",
        "Retro, sprint 12",
        "Architecture",
        "Hiring plan",
        "Ideas <for later>",
        "Offsite",
        "Launch checklist",
        "Budget",
        "Glossary",
        "Support rota",
    ];
    let mut requests: Vec<Value> = names.iter().map(|name| board("anna@example.com", name)).collect();
    requests.extend(["Ben's drafts", "Reading list"].map(|name| board("ben@example.com", name)));
    json!({
        "users": [
            {"name": "Anna", "email": "anna@example.com"},
            {"name": "Ben", "email": "ben@example.com"},
            {"name": "Clara", "email": "clara@example.com"},
        ],
        "requests": requests,
    })
}
