//! The key in its file: made once, held against the database, and changed by an entry in the record.

use blkout_core::record::entry::{Entry, KeyEntry};
use blkout_core::record::note::{KeyName, Note, Signer, Verifier};
use blkout_server::app::{self, AppState};
use blkout_server::commands::record::rotate;
use blkout_server::record::key::{self, NEXT_KEY_FILE};
use blkout_server::record::{RecordKey, RecordKeyError};
use http::StatusCode;

use crate::site::{START, Site};

fn file(site: &Site, name: &str) -> Option<Verifier> {
    key::read(&site.config.data_dir.join(name)).unwrap().map(|signer| signer.verifier())
}

/// The same folder and database under a server that starts anew.
fn restarted(site: Site) -> Site {
    let state = AppState::new(site.store.clone(), site.clock.clone(), &site.config).unwrap();
    Site { router: app::router(state.clone()), state, ..site }
}

#[tokio::test]
async fn the_key_is_made_at_the_first_start_and_stays() {
    let site = Site::new().await;
    let key = site.key().await;
    assert_eq!(key.name().as_str(), "example.org/record");
    assert_eq!(file(&site, "record.key"), Some(key.clone()));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(site.config.data_dir.join("record.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    assert_eq!(restarted(site).key().await, key);
}

#[cfg(unix)]
#[tokio::test]
async fn a_key_that_others_can_read_is_not_used() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = Site::new().await;
    site.key().await;
    let path = site.config.data_dir.join("record.key");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
    let site = restarted(site);
    let refused = site.state.record_key().finish_rotation().await.unwrap_err();
    assert!(refused.to_string().contains("can be read by others"), "{refused}");
    let answer = site.get("/record/checkpoint").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(!answer.text().contains("data"), "{}", answer.text());
}

#[tokio::test]
async fn a_machine_with_another_key_or_none_does_not_sign() {
    let site = Site::new().await;
    let (key, path) = (site.key().await, site.config.data_dir.join("record.key"));
    let kept = site.key_text();
    for other in [None, Some("PRIVATE+KEY+nonsense"), Some(&*other_key())] {
        std::fs::remove_file(&path).unwrap();
        if let Some(text) = other {
            blkout_server::secrets::private_file::read_or_create(&path, text).unwrap();
        }
        let record_key = RecordKey::new(site.store.clone(), site.clock.clone(), &site.config);
        let refused = record_key.checkpoint().await.unwrap_err();
        assert!(matches!(refused, RecordKeyError::OtherKey { .. } | RecordKeyError::File(_)), "{refused}");
        // No new key takes the place of a lost one.
        assert_eq!(path.exists(), other.is_some());
        if other.is_none() {
            std::fs::write(&path, "").unwrap();
        }
    }
    std::fs::remove_file(&path).unwrap();
    blkout_server::secrets::private_file::read_or_create(&path, &kept).unwrap();
    assert_eq!(restarted(site).key().await, key);
}

fn other_key() -> String {
    Signer::from_seed(KeyName::new("example.org/record").unwrap(), &[9; 32]).secret_text()
}

#[tokio::test]
async fn a_change_of_keys_is_announced_by_the_old_one() {
    let site = Site::new().await;
    site.pay(0..3).await;
    let (before, _) = site.checkpoint().await;
    let old = site.key().await;
    rotate::run(rotate::RotateKeyArgs {}, &site.config).await.unwrap();
    let new = site.key().await;
    assert!(new != old && new.name() == old.name());
    assert_eq!((file(&site, "record.key"), file(&site, NEXT_KEY_FILE)), (Some(new.clone()), None));
    // The running server signs with the new key, under the same name.
    let (after, _) = site.checkpoint().await;
    assert_eq!(after.size(), before.size() + 1);
    let bytes = site.store.record().entries(before.size(), 1).await.unwrap();
    let Ok(Entry::Key(entry)) = Entry::decode(&bytes[0]) else { panic!("the entry is of another kind") };
    assert_eq!((&entry.old, &entry.new), (&old.to_string(), &new.to_string()));
    assert!(signed_by(&entry, &old) && !signed_by(&entry, &new));
    let put_away = std::fs::read_dir(&site.config.data_dir).unwrap().filter_map(Result::ok);
    let put_away = put_away.filter(|file| file.file_name().to_string_lossy().starts_with("record.key.2")).count();
    assert_eq!(put_away, 1);
    // And once more.
    rotate::run(rotate::RotateKeyArgs {}, &site.config).await.unwrap();
    assert!(site.key().await != new);
}

fn signed_by(entry: &KeyEntry, key: &Verifier) -> bool {
    use base64::prelude::{BASE64_STANDARD, Engine as _};
    key.verify(&entry.signed_text(), &BASE64_STANDARD.decode(&entry.signature).unwrap())
}

#[tokio::test]
async fn a_change_of_keys_may_be_interrupted_at_any_step() {
    let site = Site::new().await;
    let old = site.key().await;
    let next = site.config.data_dir.join(NEXT_KEY_FILE);
    // Before it is announced: the old key goes on.
    let new = key::read_or_make(&next, Some(old.name()), "record").unwrap().verifier();
    let site = restarted(site);
    site.state.record_key().finish_rotation().await.unwrap();
    assert_eq!(site.key().await, old);
    // Announced, and the files are as before: the new key signs, and a start puts its file in place.
    let entry = KeyEntry { recorded: START, old: old.to_string(), new: new.to_string(), signature: "-".to_owned() };
    site.store.record_keys().rotate(entry).await.unwrap();
    let site = restarted(site);
    assert_eq!(site.key().await, new);
    let note = site.state.record_key().checkpoint().await.unwrap();
    assert_eq!(Note::parse(note.to_string().as_bytes()).unwrap().verify(&new), Ok(()));
    site.state.record_key().finish_rotation().await.unwrap();
    assert_eq!((file(&site, "record.key"), file(&site, NEXT_KEY_FILE)), (Some(new.clone()), None));
    // A change that was begun before is finished with the key that was made for it.
    let begun = key::read_or_make(&next, Some(old.name()), "record").unwrap().verifier();
    rotate::run(rotate::RotateKeyArgs {}, &site.config).await.unwrap();
    assert_eq!(site.key().await, begun);
}
