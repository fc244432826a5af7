use super::*;
use crate::storage::MemoryStorage;
use crate::storage::conformance::{self, Processes};

fn key(byte: u8) -> EncryptionKey {
    EncryptionKey::from_bytes([byte; 32])
}

fn login() -> State {
    State {
        scopes: vec!["boards:read".into()],
        user_id: Some("user-secret".into()),
        team_id: Some("team-secret".into()),
        ..State::new("access-secret").expiring("refresh-secret", "2031-02-03T04:05:06.789Z".parse().unwrap())
    }
}

/// Returns the access token of the login in the inner storage.
async fn sealed_text(storage: &MemoryStorage, user: &UserKey) -> String {
    storage.get(user).await.unwrap().unwrap().access_token().expose_secret().to_owned()
}

#[tokio::test(start_paused = true)]
async fn passes_the_conformance_suite() {
    let memory = MemoryStorage::new();
    let open = async || Ok(Encrypted::new(memory.clone(), key(1)));
    let ended = conformance::run(Processes::Several, open).await;
    assert!(ended.is_ok(), "{}", ended.unwrap_err());
}

#[tokio::test]
async fn the_inner_storage_sees_only_ciphertext() {
    let (memory, user) = (MemoryStorage::new(), UserKey::new("anna"));
    let storage = Encrypted::new(memory.clone(), key(1));
    storage.set(&user, Some(&login())).await.unwrap();
    assert_eq!(storage.get(&user).await.unwrap(), Some(login()));

    let first = sealed_text(&memory, &user).await;
    let found = memory.get(&user).await.unwrap().unwrap();
    assert_eq!(found, State::new(first.clone()), "there is no other field");
    assert!(
        first.starts_with(&format!("miro-sealed.v1.{}.", key(1).id())) && !first.contains("secret"),
        "{first}"
    );

    storage.set(&user, Some(&login())).await.unwrap();
    assert_ne!(sealed_text(&memory, &user).await, first, "each time under another nonce");
}

#[tokio::test]
async fn opens_logins_sealed_by_version_1() {
    let (memory, user) = (MemoryStorage::new(), UserKey::new("anna"));
    let sealed = include_str!("sealed.v1.txt").trim();
    memory.set(&user, Some(&State::new(sealed))).await.unwrap();
    assert_eq!(Encrypted::new(memory, key(1)).get(&user).await.unwrap(), Some(login()));
}

#[tokio::test]
async fn rejects_altered_logins() {
    let (memory, user) = (MemoryStorage::new(), UserKey::new("anna"));
    let storage = Encrypted::new(memory.clone(), key(1));
    storage.set(&user, Some(&login())).await.unwrap();
    let sealed = sealed_text(&memory, &user).await;
    for position in 0..sealed.len() {
        let mut altered = sealed.clone().into_bytes();
        altered[position] = if altered[position] == b'A' { b'B' } else { b'A' };
        // An altered prefix makes it a login in plain text, which is refused as well.
        memory.set(&user, Some(&State::new(String::from_utf8(altered).unwrap()))).await.unwrap();
        let error = storage.get(&user).await.unwrap_err();
        assert!(!format!("{error} {error:?}").contains("secret"), "{position}: {error}");
    }
    for length in 0..sealed.len() {
        let short: String = sealed.chars().take(length).collect();
        memory.set(&user, Some(&State::new(short))).await.unwrap();
        storage.get(&user).await.unwrap_err();
    }
    let newer = sealed.replace("v1", "v2");
    memory.set(&user, Some(&State::new(newer))).await.unwrap();
    assert!(storage.get(&user).await.unwrap_err().to_string().contains("another version"));
}

#[tokio::test]
async fn rejects_a_login_of_another_user() {
    let (memory, anna, ben) = (MemoryStorage::new(), UserKey::new("anna"), UserKey::new("ben"));
    let storage = Encrypted::new(memory.clone(), key(1));
    storage.set(&anna, Some(&login())).await.unwrap();
    let sealed = memory.get(&anna).await.unwrap();
    memory.set(&ben, sealed.as_ref()).await.unwrap();
    assert!(storage.get(&ben).await.unwrap_err().to_string().contains("another user"));
}

#[tokio::test]
async fn rotates_the_key() {
    let (memory, user) = (MemoryStorage::new(), UserKey::new("anna"));
    let (old, new) = (key(1), key(2));
    Encrypted::new(memory.clone(), old.clone()).set(&user, Some(&login())).await.unwrap();

    let error = Encrypted::new(memory.clone(), new.clone()).get(&user).await.unwrap_err().to_string();
    assert!(error.contains(old.id()) && error.contains("also_opens"), "{error}");

    let both = Encrypted::new(memory.clone(), new.clone()).also_opens(old.clone());
    assert_eq!(both.get(&user).await.unwrap(), Some(login()));
    assert!(both.reseal(&user).await.unwrap() && !both.reseal(&user).await.unwrap());
    assert!(!both.reseal(&UserKey::new("nobody")).await.unwrap());
    assert_eq!(Encrypted::new(memory.clone(), new.clone()).get(&user).await.unwrap(), Some(login()));
    Encrypted::new(memory, old).get(&user).await.unwrap_err();
}

#[tokio::test]
async fn accepts_plain_text_only_if_allowed() {
    let (memory, user) = (MemoryStorage::new(), UserKey::new("anna"));
    memory.set(&user, Some(&login())).await.unwrap();
    let strict = Encrypted::new(memory.clone(), key(1));
    assert!(strict.get(&user).await.unwrap_err().to_string().contains("accept_plain_text"));
    strict.reseal(&user).await.unwrap_err();

    let migrating = strict.clone().accept_plain_text();
    assert_eq!(migrating.get(&user).await.unwrap(), Some(login()));
    assert!(migrating.reseal(&user).await.unwrap());
    assert_eq!(strict.get(&user).await.unwrap(), Some(login()));
}

/// A storage whose lease another process has taken over.
#[derive(Debug)]
struct Superseded;

impl Storage for Superseded {
    async fn get(&self, _: &UserKey) -> Result<Option<State>, StorageError> {
        Ok(None)
    }

    async fn set(&self, _: &UserKey, _: Option<&State>) -> Result<(), StorageError> {
        Err(StorageError::superseded())
    }
}

#[tokio::test]
async fn passes_errors_of_the_inner_storage_on() {
    let storage = Encrypted::new(Superseded, key(1));
    assert!(storage.set(&UserKey::new("anna"), Some(&login())).await.unwrap_err().is_superseded());
}

#[test]
fn reads_keys_from_base64_without_showing_them() {
    use secrecy::ExposeSecret;
    let text = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
    let read = EncryptionKey::from_base64(&format!(" {text}\n")).unwrap();
    assert_eq!(read.id(), key(1).id());
    assert_eq!(read.to_base64().expose_secret(), text);
    assert_ne!(EncryptionKey::generate().unwrap().id(), EncryptionKey::generate().unwrap().id());
    let shown = format!("{read:?} {:?}", Encrypted::new(MemoryStorage::new(), read.clone()));
    assert!(!shown.contains("AQEB") && !shown.contains("1, 1, 1"), "{shown}");
    for wrong in ["", "AQEB", "secret key!", "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ=="] {
        let error = EncryptionKey::from_base64(wrong).unwrap_err().to_string();
        assert!(
            error.contains("32 bytes") && !error.contains("AQEB") && !error.contains("secret"),
            "{error}"
        );
    }
    let error = EncryptionKey::from_environment("MIRO_NO_SUCH_VARIABLE").unwrap_err().to_string();
    assert!(error.contains("MIRO_NO_SUCH_VARIABLE"));
}
