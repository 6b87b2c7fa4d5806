use domain::EligibilityId;
use domain::coverage::Subscriber;
use domain::eligibility::{ActivePlan, Answer, CheckId, Eligibility};
use domain::payer::Program;
use domain::testing::{client_id, coverage, day, insured, payer, practice_id};
use store::{eligibilities, payers};
use test_support::{TestStore, on_both};

on_both![what_payers_said_is_read_back_as_it_came_the_last_first_and_of_nobody_else];

fn said(n: u128, answer: Answer) -> Eligibility {
    Eligibility {
        id: EligibilityId::new(uuid::Uuid::from_u128(n)),
        practice: practice_id(1),
        client: client_id(1),
        question: coverage(1, 1, 1).question(),
        asked_on: day("2025-12-01"),
        about: day("2025-12-31"),
        answer,
        check: None,
    }
}

async fn what_payers_said_is_read_back_as_it_came_the_last_first_and_of_nobody_else(books: TestStore) {
    let first = said(1, Answer::Inactive { ended: Some(day("2024-12-31")) });
    let mut last = said(2, Answer::Active(ActivePlan::default()));
    last.question.subscriber = Subscriber::Child(insured("Robert", "Rivera"));
    last.check = CheckId::parse("ec_1").ok();
    let aetna = payer(1, "Aetna", Program::Commercial);
    books.write(async |unit| payers::upsert(unit, &[aetna]).await).await;
    for it in [&first, &last] {
        books.write(async |unit| eligibilities::insert(unit, it).await).await;
    }
    let of = async |client| eligibilities::of_client(&books.reader(), client).await.expect("a read");
    assert_eq!(of(client_id(1)).await, [last, first]);
    assert_eq!(of(client_id(2)).await, []);
}
