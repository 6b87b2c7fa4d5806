use domain::card_photo::{CardPhoto, CardSide};
use domain::payer::Program;
use domain::testing::{at, client_id, coverage, coverage_id, payer, practice_id};
use domain::{CardPhotoId, ClientId};
use store::{StoreError, card_photos, coverages, payers, photo_deletions};
use test_support::{TestStore, on_both};
use uuid::Uuid;

on_both! {
    a_photo_is_found_with_its_client_coverage_and_side_alone,
    another_photo_takes_the_place_of_the_one_that_was_seen_and_of_no_other,
    photos_under_keys_that_are_not_known_are_found,
    an_object_is_deleted_when_it_is_due_unless_that_is_taken_back,
}

fn photo(n: u128, side: CardSide) -> CardPhoto {
    CardPhoto {
        id: id(n),
        practice: practice_id(1),
        client: client_id(1),
        coverage: coverage_id(1),
        side,
        key: "a".to_owned(),
        sent_at: at("2025-12-01T14:00:00Z"),
    }
}

const fn id(n: u128) -> CardPhotoId {
    CardPhotoId::new(Uuid::from_u128(n))
}

/// Writes photos where there are none.
async fn put(books: &TestStore, photos: &[CardPhoto]) {
    books
        .write(async |unit| {
            payers::upsert(unit, &[payer(1, "Aetna", Program::Commercial)]).await?;
            coverages::upsert(unit, &[coverage(1, 1, 1), coverage(2, 2, 1)]).await?;
            for photo in photos {
                card_photos::put(unit, photo, None).await?;
            }
            Ok::<_, StoreError>(())
        })
        .await;
}

async fn found(books: &TestStore, of: ClientId, side: CardSide) -> Option<CardPhoto> {
    card_photos::find_of_client(&books.reader(), of, coverage_id(1), side).await.expect("a read")
}

async fn a_photo_is_found_with_its_client_coverage_and_side_alone(books: TestStore) {
    let (front, back) = (photo(1, CardSide::Front), photo(2, CardSide::Back));
    let theirs = CardPhoto { client: client_id(2), coverage: coverage_id(2), ..photo(3, CardSide::Front) };
    put(&books, &[back.clone(), front.clone(), theirs.clone()]).await;
    assert_eq!(found(&books, client_id(1), CardSide::Front).await, Some(front.clone()));
    assert_eq!(found(&books, client_id(1), CardSide::Back).await, Some(back.clone()));
    assert_eq!(found(&books, client_id(2), CardSide::Front).await, None);
    let of = async |client| card_photos::of_client(&books.reader(), client).await.expect("a read");
    assert_eq!(of(client_id(1)).await, [front, back]);
    assert_eq!(of(client_id(2)).await, [theirs]);
}

async fn another_photo_takes_the_place_of_the_one_that_was_seen_and_of_no_other(books: TestStore) {
    let (first, second, third) =
        (photo(1, CardSide::Front), photo(2, CardSide::Front), photo(3, CardSide::Front));
    put(&books, std::slice::from_ref(&first)).await;
    for seen in [None, Some(&third)] {
        let unit = books.begin().await.expect("a unit");
        let refused = card_photos::put(&unit, &second, seen).await;
        assert!(matches!(refused, Err(StoreError::Stale)), "{refused:?}");
    }
    books.write(async |unit| card_photos::put(unit, &second, Some(&first)).await).await;
    assert_eq!(found(&books, client_id(1), CardSide::Front).await, Some(second.clone()));
    let unit = books.begin().await.expect("a unit");
    assert!(matches!(card_photos::remove(&unit, &first).await, Err(StoreError::Stale)));
    drop(unit);
    books.write(async |unit| card_photos::remove(unit, &second).await).await;
    assert_eq!(found(&books, client_id(1), CardSide::Front).await, None);
}

async fn photos_under_keys_that_are_not_known_are_found(books: TestStore) {
    let under = |n, side, key: &str| CardPhoto { key: key.to_owned(), ..photo(n, side) };
    let (old, new) = (under(1, CardSide::Front, "a"), under(2, CardSide::Back, "b"));
    put(&books, &[old.clone(), new.clone()]).await;
    let others = async |keys: &[&str]| {
        let found = card_photos::under_other_keys(&books.reader(), keys.iter().copied(), 10).await;
        found.expect("a read")
    };
    assert_eq!(others(&["b"]).await, std::slice::from_ref(&old));
    assert_eq!(others(&["b", "a"]).await, []);
    assert_eq!(others(&[]).await, [old, new]);
}

async fn an_object_is_deleted_when_it_is_due_unless_that_is_taken_back(books: TestStore) {
    let (now, later) = (at("2025-12-01T14:00:00Z"), at("2025-12-01T15:00:00Z"));
    books
        .write(async |unit| {
            photo_deletions::put(unit, id(1), later).await?;
            photo_deletions::put(unit, id(2), now).await?;
            photo_deletions::put(unit, id(3), now).await?;
            photo_deletions::put(unit, id(3), later).await
        })
        .await;
    let due = async |at| photo_deletions::due(&books.reader(), at, 10).await.expect("a read");
    assert_eq!(due(now).await, [id(2)]);
    books.write(async |unit| photo_deletions::take_back(unit, id(2)).await).await;
    let unit = books.begin().await.expect("a unit");
    assert!(matches!(photo_deletions::take_back(&unit, id(2)).await, Err(StoreError::Stale)));
    drop(unit);
    let mut both = due(later).await;
    both.sort();
    assert_eq!(both, [id(1), id(3)]);
}
