//! `/api/support-contact`

use domain::testing::practice_id;
use test_support::{Server, Who};
use wire::paths::SUPPORT_CONTACT;
use wire::practices::SupportContactView;

#[tokio::test]
async fn anybody_is_told_how_to_reach_the_only_practice() {
    let server = Server::start().await;
    let support: SupportContactView = server.get(Who::Nobody, SUPPORT_CONTACT).await.body();
    assert_eq!(support.practice, "Larkspur Therapy");
    assert_eq!(support.address.as_deref(), Some("88 Fulton Street, New York, NY 10038"));
    assert_eq!((support.phone.as_str(), support.phone_dial.as_str()), ("(212) 555-0100", "+12125550100"));
    assert_eq!(
        (support.email.as_str(), support.hours.as_str()),
        ("help@larkspur.example", "Weekdays 9 to 5")
    );
    let asked = format!("{SUPPORT_CONTACT}?practice={}", practice_id(1));
    let same: SupportContactView = server.get(Who::Nobody, &asked).await.body();
    assert_eq!(same, support);
}

#[tokio::test]
async fn a_practice_that_is_not_there_is_not_found_and_nonsense_is_not_understood() {
    let server = Server::start().await;
    let unknown = format!("{SUPPORT_CONTACT}?practice=prc_{}", "0".repeat(32));
    assert_eq!(server.get(Who::Nobody, &unknown).await.slug(), "not-found");
    for query in ["practice=lakeside", "practise=x"] {
        let answer = server.get(Who::Nobody, &format!("{SUPPORT_CONTACT}?{query}")).await;
        assert_eq!((answer.status.as_u16(), answer.slug().as_str()), (422, "unreadable"), "{query}");
    }
}
