//! Two returns from one page, the processor's message and a worker, all at once: one card, and books and processor have the same.

use domain::testing::client_id;
use server::payments::{follow_page, look_again};
use server::service::card_setups::{CameBack, NewSetup, come_back};
use store::card_setups;
use test_support::{Bench, Kind, asked_for};

use crate::card_setups::{ASKED, cards, enter, led, methods_agree};

async fn one_card_comes_of_it(kind: Kind) {
    let races = asked_for("TEST_RACES", 20);
    let bench = Bench::on(kind).await;
    bench.clients(1..=u128::from(races), None, "2025-12-02").await;
    for n in 1..=u128::from(races) {
        let access = bench.signed_in(n).await;
        let (url, page) = led(&bench, &access, NewSetup { make_default: n % 2 == 0, ..ASKED }).await;
        enter(&url, "4242424242424242").await.expect("it leads back");
        let setup = card_setups::of_client(&bench.desk.store.reader(), client_id(n), &page).await;
        let setup = setup.expect("readable").expect("kept");
        let desk = &bench.desk;
        let (first, second, told, looked) = tokio::join!(
            come_back(desk, &access, &page),
            come_back(desk, &access, &page),
            follow_page(desk, &page),
            look_again(desk, &setup),
        );
        told.expect("heard");
        looked.expect("looked");
        let cards = cards(&bench, n).await;
        assert_eq!(cards.len(), 1);
        for came in [first, second] {
            assert_eq!(came.expect("told"), CameBack::Card(cards[0].id));
        }
        assert!(cards[0].is_default);
    }
    methods_agree(&bench, 1).await;
    bench.work().await;
    let mails = bench.subjects().into_iter().filter(|it| it == "A card was added").count();
    assert_eq!(mails, usize::try_from(races).expect("a number"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn however_often_and_by_whom_a_page_is_heard_of_one_card_comes_of_it_on_sqlite() {
    one_card_comes_of_it(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn however_often_and_by_whom_a_page_is_heard_of_one_card_comes_of_it_on_postgres() {
    one_card_comes_of_it(Kind::Postgres).await;
}
