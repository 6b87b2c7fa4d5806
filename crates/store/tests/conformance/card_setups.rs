//! How cards are set up.

use chrono::Duration;
use domain::card_setup::{CardSetup, SetupState};
use domain::testing::{card_setup, client_id, method_id};
use store::{StoreError, card_setups};
use test_support::{TestStore, on_both};

on_both![
    a_setup_is_found_by_its_page_and_its_client,
    a_setup_that_is_no_longer_as_it_was_seen_is_not_written,
    setups_are_due_in_order_until_something_came_of_them,
    setups_of_which_nothing_came_are_forgotten_after_a_while_and_those_of_a_card_never,
];

async fn kept(books: &TestStore, setups: &[CardSetup]) {
    books
        .write(async |unit| {
            for setup in setups {
                card_setups::insert(unit, setup).await?;
            }
            Ok(())
        })
        .await;
}

async fn a_setup_is_found_by_its_page_and_its_client(books: TestStore) {
    let (mine, theirs) = (card_setup(1), card_setup(2));
    kept(&books, &[mine.clone(), theirs]).await;
    let reader = books.reader();
    let found = |n, session| card_setups::of_client(&reader, client_id(n), session);
    assert_eq!(found(1, "cs_test_1").await.expect("a read"), Some(mine.clone()));
    assert_eq!(found(2, "cs_test_1").await.expect("a read"), None, "it is another client's");
    assert_eq!(card_setups::by_session(&reader, "cs_test_1").await.expect("a read"), Some(mine.clone()));
    let since = async |since| card_setups::begun_since(&reader, client_id(1), since).await.expect("a read");
    assert_eq!(since(mine.begun_at - Duration::seconds(1)).await, std::slice::from_ref(&mine));
    assert_eq!(since(mine.begun_at).await, []);
}

async fn a_setup_that_is_no_longer_as_it_was_seen_is_not_written(books: TestStore) {
    let open = card_setup(1);
    let begun = CardSetup { state: SetupState::Begun, ..open.clone() };
    kept(&books, std::slice::from_ref(&begun)).await;
    books.write(async |unit| card_setups::save(unit, &begun, &open).await).await;
    let stale = books.refused(async |unit| card_setups::save(unit, &begun, &open).await).await;
    assert!(matches!(stale, StoreError::Stale), "{stale:?}");
    let page = open.state.page().expect("a page").clone();
    for state in
        [SetupState::Done(page.clone(), method_id(1)), SetupState::Over(Some(page)), SetupState::Over(None)]
    {
        let seen = card_setups::due(&books.reader(), open.begun_at + Duration::days(9), 9).await;
        let seen = seen.expect("a read").remove(0);
        let now = CardSetup { state, ..seen.clone() };
        books.write(async |unit| card_setups::save(unit, &seen, &now).await).await;
        let all =
            card_setups::begun_since(&books.reader(), client_id(1), now.begun_at - Duration::days(1)).await;
        assert_eq!(all.expect("a read"), [now]);
    }
}

async fn setups_are_due_in_order_until_something_came_of_them(books: TestStore) {
    let at = card_setup(1).begun_at;
    let due = |n: u128, minutes| CardSetup { due_at: Some(at + Duration::minutes(minutes)), ..card_setup(n) };
    let over = CardSetup { due_at: None, ..card_setup(1) };
    let over = CardSetup { id: card_setup(3).id, state: SetupState::Over(None), ..over };
    kept(&books, &[due(1, 5), due(2, 2), over]).await;
    let asked = async |minutes| {
        let found = card_setups::due(&books.reader(), at + Duration::minutes(minutes), 9).await;
        found.expect("a read").into_iter().map(|it| it.client).collect::<Vec<_>>()
    };
    assert_eq!(asked(1).await, []);
    assert_eq!(asked(2).await, [client_id(2)]);
    assert_eq!(asked(9).await, [client_id(2), client_id(1)]);
}

async fn setups_of_which_nothing_came_are_forgotten_after_a_while_and_those_of_a_card_never(
    books: TestStore,
) {
    let (open, begun_at) = (card_setup(1), card_setup(1).begun_at);
    let page = open.state.page().expect("a page").clone();
    let over = |n, begun_at| {
        let state = SetupState::Over(None);
        CardSetup { id: card_setup(n).id, state, due_at: None, begun_at, ..card_setup(1) }
    };
    let later = begun_at + Duration::days(1);
    let done = CardSetup { state: SetupState::Done(page, method_id(1)), due_at: None, ..open };
    kept(&books, &[over(3, begun_at), over(4, later), done.clone(), card_setup(2)]).await;
    books.write(async |unit| card_setups::prune(unit, client_id(1), later).await).await;
    let left = async |n| {
        let all = card_setups::begun_since(&books.reader(), client_id(n), begun_at - Duration::days(1)).await;
        all.expect("a read").into_iter().map(|it| it.id).collect::<Vec<_>>()
    };
    assert_eq!(left(1).await, [done.id, card_setup(4).id]);
    assert_eq!(left(2).await, [card_setup(2).id], "somebody else's");
}
