//! `/api/c/{client}/coverages/{coverage}/photos/{side}`

mod limits;
mod objects;
mod start;

use domain::actor::Actor;
use domain::audit::Action;
use domain::card_photo::{CardSide, PhotoDeed};
use domain::subject::Subject;
use domain::testing::coverage_id;
use reqwest::{Body, Method, RequestBuilder, StatusCode};
use store::audit;
use test_support::{Answer, Server, Who, on_both};
use wire::card_photos::CardPhotosView;
use wire::paths;

on_both! {
    a_photo_is_sent_shown_and_removed_and_each_of_it_is_on_the_record,
    nothing_of_it_is_there_for_another_client_or_for_another_coverage,
    what_is_no_photo_is_refused_with_what_to_do_and_nothing_is_kept,
}

/// A small JPEG that says where it was taken.
pub fn card() -> Vec<u8> {
    include_bytes!("card_photos/card.jpg").to_vec()
}

pub async fn ask(server: &Server, who: Who, method: Method, side: CardSide) -> RequestBuilder {
    let path = paths::card_photo(Who::Owner.client(), coverage_id(1), side);
    let request = server.request(method, &path).header("sec-fetch-site", "same-origin");
    request.header("cookie", server.cookie(who).await)
}

/// Sends a photo of the owner's card.
pub async fn send(server: &Server, who: Who, side: CardSide, photo: impl Into<Body>) -> Answer {
    Answer::of(ask(server, who, Method::PUT, side).await.body(photo)).await
}

async fn show(server: &Server, who: Who, side: CardSide) -> reqwest::Response {
    ask(server, who, Method::GET, side).await.send().await.expect("an answer")
}

async fn remove(server: &Server, side: CardSide) -> StatusCode {
    Answer::of(ask(server, Who::Owner, Method::DELETE, side).await).await.status
}

async fn sides(server: &Server) -> Vec<CardSide> {
    let view: CardPhotosView = server.get(Who::Owner, &paths::card_photos(Who::Owner.client())).await.body();
    assert!(view.can_be_sent);
    view.photos.iter().map(|it| it.side).collect()
}

async fn record(server: &Server) -> Vec<Action> {
    let subject = Subject::Coverage(coverage_id(1));
    let entries = audit::about(&server.desk.store.reader(), Who::Owner.client(), subject).await;
    let entries = entries.expect("a record");
    assert!(entries.iter().all(|it| it.actor == Actor::Client));
    entries.into_iter().map(|entry| entry.action).collect()
}

/// Objects in the store, by their content.
fn objects(server: &Server) -> Vec<Vec<u8>> {
    let entries = std::fs::read_dir(server.photos()).expect("a folder").flatten();
    entries.map(|it| std::fs::read(it.path()).expect("an object")).collect()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|it| it == part)
}

async fn a_photo_is_sent_shown_and_removed_and_each_of_it_is_on_the_record(server: Server) {
    assert_eq!(sides(&server).await, []);
    assert_eq!(show(&server, Who::Owner, CardSide::Front).await.status(), 404);
    for side in [CardSide::Back, CardSide::Front, CardSide::Front] {
        let answer = send(&server, Who::Owner, side, card()).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
    }
    assert_eq!(sides(&server).await, [CardSide::Front, CardSide::Back]);

    let shown = show(&server, Who::Owner, CardSide::Front).await;
    let header =
        |name: &str| shown.headers().get(name).map_or("", |it| it.to_str().expect("text")).to_owned();
    assert_eq!(header("content-type"), "image/jpeg");
    assert_eq!(header("cache-control"), "no-store");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("content-disposition"), "inline; filename=\"card.jpg\"");
    assert!(header("content-security-policy").ends_with("; sandbox"));
    let picture = shown.bytes().await.expect("a picture");
    assert!(picture.starts_with(&[0xFF, 0xD8, 0xFF]));
    assert!(holds(&card(), b"Exif") && !holds(&picture, b"Exif"), "where it was taken is gone");
    assert!(objects(&server).iter().all(|it| it.starts_with(b"ALMP") && !holds(it, &picture[100..120])));

    assert_eq!(remove(&server, CardSide::Front).await, 204);
    assert_eq!(remove(&server, CardSide::Front).await, 404);
    assert_eq!(show(&server, Who::Owner, CardSide::Front).await.status(), 404);
    assert_eq!(sides(&server).await, [CardSide::Back]);
    let (front, back) = (CardSide::Front, CardSide::Back);
    assert_eq!(
        record(&server).await,
        [
            Action::CardPhoto { deed: PhotoDeed::Saved, side: back },
            Action::CardPhoto { deed: PhotoDeed::Saved, side: front },
            Action::CardPhoto { deed: PhotoDeed::Saved, side: front },
            Action::CardPhoto { deed: PhotoDeed::Shown, side: front },
            Action::CardPhoto { deed: PhotoDeed::Removed, side: front },
        ]
    );
}

async fn nothing_of_it_is_there_for_another_client_or_for_another_coverage(server: Server) {
    let side = CardSide::Front;
    assert_eq!(send(&server, Who::Owner, side, card()).await.status, 200);
    let before = record(&server).await;
    for (who, status) in [(Who::Nobody, 401), (Who::Another, 404), (Who::Provider, 403), (Who::Support, 403)]
    {
        for method in [Method::PUT, Method::GET, Method::DELETE] {
            // Under the owner's address, and with the owner's coverage under their own.
            for client in [Who::Owner.client(), Who::Another.client()] {
                let path = paths::card_photo(client, coverage_id(1), side);
                let request = server.request(method.clone(), &path).header("sec-fetch-site", "same-origin");
                let request = match who {
                    Who::Nobody => request,
                    who => request.header("cookie", server.cookie(who).await),
                };
                let answer = Answer::of(request.body(card())).await;
                assert_eq!(answer.status, status, "{method} by {who:?}: {}", answer.text);
            }
        }
    }
    let path = paths::card_photo(Who::Owner.client(), coverage_id(9), side);
    assert_eq!(server.get(Who::Owner, &path).await.status, 404);
    assert_eq!(server.get(Who::Owner, &path.replace("front", "inside")).await.status, 404);
    assert_eq!((record(&server).await, objects(&server).len()), (before, 1));
}

async fn what_is_no_photo_is_refused_with_what_to_do_and_nothing_is_kept(server: Server) {
    let whole = card();
    for (sent, sentence) in [
        (Vec::new(), "The file is empty. Take the photo again or choose another file."),
        (
            b"<svg onload=alert(1)></svg>".to_vec(),
            "This file is not a photo that can be read here. Choose a JPEG, PNG or WebP file.",
        ),
        (
            whole[..whole.len() / 2].to_vec(),
            "This photo is damaged or not complete. Take it again or choose another file.",
        ),
        (
            b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(),
            "This photo is in Apple’s HEIC format, which cannot be read here. Take the photo from this page, or send it as a \
             JPEG.",
        ),
    ] {
        let answer = send(&server, Who::Owner, CardSide::Front, sent).await;
        let problem = answer.problem();
        assert_eq!((problem.status, problem.detail.as_str()), (422, sentence));
        assert_eq!(problem.fields.iter().map(|it| it.field.as_str()).collect::<Vec<_>>(), ["photo"]);
    }
    assert_eq!((sides(&server).await, record(&server).await), (vec![], vec![]));
    assert_eq!(objects(&server).len(), 0);
}
