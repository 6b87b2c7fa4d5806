//! No object stays without its photo, and a key is changed without losing one.

use chrono::Duration;
use domain::CardPhotoId;
use domain::card_photo::CardSide;
use domain::testing::coverage_id;
use photos::{Keys, Photos, Place};
use secrecy::SecretString;
use server::desk::Desk;
use server::mail::Mailer;
use server::service::photo_keys::unknown_keys;
use server::service::sessions::{self, Access, ClientAccess};
use server::worker::Worker;
use store::card_photos;
use test_support::sessions::sign_in;
use test_support::{Server, Who, on_both};

use super::{card, objects, remove, send, show};

on_both! {
    objects_of_photos_that_were_replaced_or_removed_are_deleted,
    an_object_whose_photo_was_never_written_is_deleted_an_hour_later,
    a_key_is_changed_in_two_steps_and_no_photo_is_lost,
}

fn worker(desk: &Desk, server: &Server) -> Worker {
    let mailer = Mailer::folder(server.dist(), "billing@desk.example").expect("a folder");
    Worker::new(desk.clone(), mailer)
}

async fn tidied(desk: &Desk, server: &Server) {
    let worker = worker(desk, server);
    while worker.photos().await.expect("a turn") > 0 {}
}

async fn objects_of_photos_that_were_replaced_or_removed_are_deleted(server: Server) {
    for side in [CardSide::Front, CardSide::Front, CardSide::Back] {
        assert_eq!(send(&server, Who::Owner, side, card()).await.status, 200);
    }
    assert_eq!(objects(&server).len(), 3);
    tidied(&server.desk, &server).await;
    assert_eq!(objects(&server).len(), 2);
    assert_eq!(remove(&server, CardSide::Back).await, 204);
    tidied(&server.desk, &server).await;
    assert_eq!(objects(&server).len(), 1);
    assert_eq!(show(&server, Who::Owner, CardSide::Front).await.status(), 200);
}

async fn an_object_whose_photo_was_never_written_is_deleted_an_hour_later(server: Server) {
    let photos = server.desk.photos.clone().expect("photos");
    let id: CardPhotoId = server.desk.ids.make();
    let now = server.desk.real.now();
    // What the server has done when it ends between the object and the row.
    let unit = server.desk.store.begin().await.expect("a unit");
    store::photo_deletions::put(&unit, id, now + Duration::hours(1)).await.expect("written");
    unit.commit().await.expect("committed");
    photos.keep(&id.to_string(), "label", b"picture", [1; 12]).await.expect("kept");
    tidied(&server.desk, &server).await;
    assert_eq!(objects(&server).len(), 1, "it may be on its way");
    server.desk.real.set(now + Duration::minutes(61));
    tidied(&server.desk, &server).await;
    assert_eq!(objects(&server).len(), 0);
}

/// The owner, signed in.
async fn access(server: &Server) -> ClientAccess {
    let token = sign_in(&server.desk, Who::Owner.login(None).id, Who::Owner.role()).await;
    let open = sessions::lookup(&server.desk, &token).await.expect("a read").expect("a session");
    let Access::Clients(access) = open.access else { panic!("no client") };
    access.access(Who::Owner.client()).expect("their own")
}

/// The desk as it comes up with these keys.
fn with_keys(server: &Server, keys: &str) -> Desk {
    let keys = Keys::parse(&SecretString::from(keys)).expect("keys");
    let photos = Photos::new(&Place::Folder(server.photos()), keys).expect("a folder");
    Desk { photos: Some(photos), ..server.desk.clone() }
}

const OLD: &str = "old:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
const NEW: &str = "new:AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";

async fn a_key_is_changed_in_two_steps_and_no_photo_is_lost(server: Server) {
    let both = format!("{NEW},{OLD}");
    let (old, both, new) = (with_keys(&server, OLD), with_keys(&server, &both), with_keys(&server, NEW));
    let access = access(&server).await;
    for side in CardSide::ALL {
        let kept = server::service::card_photos::save(&old, &access, (coverage_id(1), side), card()).await;
        assert_eq!(kept.expect("kept").key, "old");
    }
    let unknown = async |desk: &Desk| {
        unknown_keys(&desk.store, desk.photos.as_ref().map(Photos::keys)).await.expect("a read")
    };
    assert_eq!(unknown(&new).await, ["old"], "the start is refused");
    assert_eq!(unknown_keys(&server.desk.store, None).await.expect("a read"), ["old"]);
    assert_eq!(unknown(&both).await, Vec::<String>::new());

    let shown = async |desk: &Desk| {
        server::service::card_photos::show(desk, &access, (coverage_id(1), CardSide::Front)).await
    };
    let picture = shown(&both).await.expect("the previous key still opens").expect("a picture");
    tidied(&both, &server).await;
    assert_eq!(unknown(&new).await, Vec::<String>::new(), "the previous key can be taken away");
    assert_eq!(shown(&new).await.expect("shown"), Some(picture));
    let photos = card_photos::of_client(&server.desk.store.reader(), Who::Owner.client()).await;
    assert!(photos.expect("photos").iter().all(|it| it.key == "new"));
    assert_eq!(objects(&server).len(), 2, "those under the previous key are gone");
}
