use store::{Options, Store, charges};

use crate::sample;

#[tokio::test]
async fn smoke() {
    let dir = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/a.db", dir.path().display());
    let store = Store::connect(&url, &Options::default()).await.unwrap();
    store.migrate().await.unwrap();
    store.migrate().await.unwrap();
    assert_eq!(store.steps_pending().await.unwrap(), 0);
    sample::fill(&store).await;
    let unit = store.begin().await.unwrap();
    charges::insert_many(&unit, &[sample::charge(1), sample::charge(2)]).await.unwrap();
    unit.commit().await.unwrap();
    let reader = store.reader();
    let mut it = charges::find(&reader, sample::charge_id(1)).await.unwrap().unwrap();
    assert_eq!(it, sample::charge(1).charge);
    let unit = store.begin().await.unwrap();
    it.version = charges::save(&unit, &it, None).await.unwrap();
    assert_eq!(it.version, 2);
    unit.commit().await.unwrap();
}
