use domain::Money;
use domain::charge::StateName;
use domain::extra_payment::ExtraPayment;
use domain::testing::{at, day, practice_id, refund};
use store::extra_payments;
use test_support::{Server, Which, Who, on_both};
use wire::charges::HistoryView;
use wire::paths;

on_both! {
    the_history_has_all_charges_of_the_client_with_what_was_paid_a_year,
    the_history_is_filtered_by_year_state_and_provider,
    a_page_says_where_in_the_whole_it_is,
    only_what_occurs_is_offered_to_filter_by,
    what_was_paid_by_hand_is_beside_the_charges_and_in_its_year,
}

async fn history(server: &Server, query: &str) -> HistoryView {
    server.get(Who::Owner, &format!("{}{query}", paths::charges(Who::Owner.client()))).await.body()
}

async fn the_history_has_all_charges_of_the_client_with_what_was_paid_a_year(server: Server) {
    let all = history(&server, "").await;
    assert_eq!(all.charges.len(), Which::ALL.len() - 1);
    assert_eq!((all.today, all.from), (day("2025-12-01"), day("2025-01-01")));
    assert!(all.next.is_none());
    let [year] = &all.years[..] else { panic!("{:?}", all.years) };
    // Paid in full once, once less what was given back, and once all of it was.
    assert_eq!((year.year, year.count, year.paid.cents()), (2025, 15, 739_113 + 739_113 - 11_113));
    // What the rows say was paid is what the year came to.
    let paid: i64 = all.charges.iter().filter_map(|row| row.paid).map(|it| it.cents()).sum();
    assert_eq!(paid, year.paid.cents());
    assert_eq!(all.providers[0].name, "Dr. Maya Okafor");
}

async fn the_history_is_filtered_by_year_state_and_provider(server: Server) {
    let provider = Who::Provider.staff();
    for (query, count) in [
        ("?year=2025".to_owned(), 15),
        ("?year=2024".to_owned(), 0),
        ("?state=paid".to_owned(), 1),
        ("?state=upcoming&year=2025".to_owned(), 4),
        (format!("?provider={provider}"), 15),
        (format!("?provider={}", Who::AnotherProvider.staff()), 0),
    ] {
        let found = history(&server, &query).await;
        assert_eq!(found.charges.len(), count, "{query}");
        assert_eq!(found.years.len(), 1, "the totals are those of everything: {query}");
    }
}

async fn a_page_says_where_in_the_whole_it_is(server: Server) {
    let all = history(&server, "").await;
    assert_eq!((all.total, all.newer, all.charges.len()), (15, 0, 15));
    let fourth = &all.charges[3];
    let (day, start) = (fourth.session_day, fourth.session_start.format("%H%M%S"));
    let later = history(&server, &format!("?after={day}.{start}.{}", fourth.id)).await;
    assert_eq!((later.total, later.newer, later.charges.len()), (15, 4, 11));
    assert_eq!(later.charges[0].id, all.charges[4].id);
    let upcoming = history(&server, "?state=upcoming").await;
    assert_eq!((upcoming.total, upcoming.newer), (4, 0));
    assert_eq!(history(&server, "?whole=true&state=upcoming").await, upcoming);
}

async fn only_what_occurs_is_offered_to_filter_by(server: Server) {
    for query in ["", "?state=upcoming", "?year=2024"] {
        let found = history(&server, query).await;
        let rows = history(&server, "").await.charges;
        let occurs = |state: &StateName| rows.iter().any(|row| row.state.name() == *state);
        let occurring: Vec<StateName> = StateName::ALL.into_iter().filter(occurs).collect();
        assert!(occurring.len() > 1 && occurring.len() < StateName::ALL.len());
        assert_eq!(found.states.to_vec(), occurring, "{query}");
        let providers: Vec<_> = found.providers.iter().map(|it| it.id).collect();
        assert_eq!(providers, [Who::Provider.staff()], "{query}");
    }
}

async fn what_was_paid_by_hand_is_beside_the_charges_and_in_its_year(server: Server) {
    let before = history(&server, "").await.years[0].paid.cents();
    let (client, practice) = (Who::Owner.client(), practice_id(1));
    let of = |intent: &str, may_be_anothers| ExtraPayment {
        intent: intent.to_owned(),
        practice,
        client,
        may_be_anothers,
        charge: None,
        amount: Money::usd(4_400),
        taken_at: at("2025-11-30T15:00:00Z"),
        taken_on: day("2025-11-30"),
        refunds: vec![refund(400)],
        disputes: Vec::new(),
    };
    let unit = server.desk.store.begin().await.expect("nobody writes");
    for it in [of("pi_by_hand", false), of("pi_of_family", true)] {
        assert!(extra_payments::insert(&unit, &it).await.expect("written"));
    }
    unit.commit().await.expect("committed");
    let all = history(&server, "").await;
    let [paid] = &all.by_hand[..] else { panic!("one payment: {:?}", all.by_hand) };
    assert_eq!((paid.on, paid.amount.cents(), paid.refunded.cents()), (day("2025-11-30"), 4_400, 400));
    let year = &all.years[0];
    assert_eq!((year.paid.cents(), year.by_hand.cents()), (before + 4_000, 4_000));
    assert_eq!(history(&server, "?year=2025").await.by_hand.len(), 1);
    for query in ["?year=2024", "?state=paid"] {
        assert!(history(&server, query).await.by_hand.is_empty(), "{query}");
    }
}

#[tokio::test]
async fn a_filter_that_does_not_exist_is_not_understood() {
    let server = Server::start().await;
    for query in ["?year=soon", "?state=lost", "?provider=1", "?after=yesterday", "?page=2", "?whole=perhaps"]
    {
        let answer = server.get(Who::Owner, &format!("{}{query}", paths::charges(Who::Owner.client()))).await;
        assert_eq!((answer.status.as_u16(), answer.slug().as_str()), (422, "unreadable"), "{query}");
    }
}
