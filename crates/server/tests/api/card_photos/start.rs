//! A desk that could not show the photos that it has does not come up.

use chrono::DateTime;
use domain::CardPhotoId;
use domain::card_photo::{CardPhoto, CardSide};
use domain::testing::{client_id, coverage_id, practice_id};
use store::{Options, Store};
use test_support::almoner::{Process, run};
use test_support::sample;
use uuid::Uuid;

const OLD: &str = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
const NEW: &str = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";

/// A database in `folder` with a photo under the key `old`.
async fn with_a_photo(folder: &std::path::Path) -> String {
    let url = format!("sqlite://{}", folder.join("desk.db").display());
    let store = Store::connect(&url, &Options::default()).await.expect("a store");
    store.migrate().await.expect("the tables");
    let unit = store.begin().await.expect("a unit");
    sample::whole(&unit, "").await;
    let photo = CardPhoto {
        id: CardPhotoId::new(Uuid::from_u128(1)),
        practice: practice_id(1),
        client: client_id(1),
        coverage: coverage_id(1),
        side: CardSide::Front,
        key: "old".to_owned(),
        sent_at: DateTime::UNIX_EPOCH,
    };
    store::card_photos::put(&unit, &photo, None).await.expect("a photo");
    unit.commit().await.expect("committed");
    format!("--database={url}")
}

#[tokio::test]
async fn neither_server_nor_worker_starts_without_the_key_of_a_photo_that_there_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = with_a_photo(folder.path()).await;
    let (new, both) = (format!("--photo-keys=new:{NEW}"), format!("--photo-keys=new:{NEW},old:{OLD}"));
    let work = ["--processor-secret=sk_test_1", "--mail-directory=mail", &database];
    for command in [&["serve", "--port=0"][..], &["worker"]] {
        for keys in [&[][..], &[new.as_str()]] {
            let refused = run(&[command, &work, keys].concat(), folder.path(), "").await;
            assert!(!refused.success, "{refused:?}");
            assert!(
                refused.err.contains("encrypted under old, which --photo-keys does not have"),
                "{refused:?}"
            );
            assert!(!refused.err.contains(NEW), "{refused:?}");
        }
    }
    let serve = [&["serve", "--port=0", "--no-worker"][..], &work, &[both.as_str()]].concat();
    Process::serve(&serve, folder.path(), "Almoner is at").await.stop().await;
}
