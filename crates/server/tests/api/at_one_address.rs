//! Who gets in where people share an address or inherit one.

use test_support::Export;

use crate::practice::Practice;

const FIRST: &str = "the first password of all";
const SECOND: &str = "another one for another day";
const ANA: &str = "ana@mail.example";
const BEN: &str = "ben@mail.example";

#[tokio::test]
async fn the_second_person_at_an_address_is_refused_by_name_and_the_first_keeps_everything() {
    let desk = Practice::open().await;
    desk.let_in(&[ANA], FIRST).await;
    let device = desk.opens(ANA, FIRST, "Ana Rivera").await;
    let shared = Export::good().cell("clients.csv", "ben", "email", "Ana@Mail.example");
    assert!(desk.import(&shared, &[]).await.success);

    let several = desk.set_password(&[ANA], SECOND).await;
    assert!(!several.success, "{several:?}");
    for part in ["Ana Rivera, client ana of lake", "Ben Osei, client ben of lake"] {
        assert!(several.out.contains(part), "{part}: {several:?}");
    }
    assert!(several.err.contains("--client"), "{several:?}");
    let second = desk.set_password(&[ANA, "--client=ben"], SECOND).await;
    assert!(!second.success && second.out.contains("Ana Rivera, client ana of lake"), "{second:?}");
    for ended in [several, second] {
        assert!(!ended.err.contains("Rivera") && !ended.err.contains("mail.example"), "{ended:?}");
    }

    assert_eq!(desk.who(&device).await.as_deref(), Some("Ana Rivera"));
    assert_eq!(desk.sign_in(ANA, SECOND).await, None);
    desk.opens(ANA, FIRST, "Ana Rivera").await;
    desk.let_in(&[ANA, "--client=ana"], SECOND).await;
    assert_eq!(desk.who(&device).await, None, "a new password signs out");
    desk.opens(ANA, SECOND, "Ana Rivera").await;
}

#[tokio::test]
async fn an_address_that_becomes_shared_comes_in_and_everybody_keeps_their_way_in() {
    let desk = Practice::open().await;
    desk.let_in(&[ANA], FIRST).await;
    desk.let_in(&[BEN], SECOND).await;
    let device = desk.opens(BEN, SECOND, "Ben Osei").await;
    let imported = desk.import(&Export::good().cell("clients.csv", "ben", "email", ANA), &[]).await;
    assert!(imported.success, "{imported:?}");
    assert_eq!(desk.who(&device).await.as_deref(), Some("Ben Osei"));
    desk.opens(BEN, SECOND, "Ben Osei").await;
    desk.opens(ANA, FIRST, "Ana Rivera").await;
    let again = desk.set_password(&[ANA, "--client=ben"], FIRST).await;
    assert!(again.success && again.out.contains(BEN), "{again:?}");
    desk.opens(BEN, FIRST, "Ben Osei").await;
    desk.opens(ANA, FIRST, "Ana Rivera").await;
}

#[tokio::test]
async fn an_address_that_is_passed_on_takes_no_sign_in_along() {
    let desk = Practice::open().await;
    desk.let_in(&[ANA], FIRST).await;
    let device = desk.opens(ANA, FIRST, "Ana Rivera").await;
    let passed =
        Export::good().cell("clients.csv", "ana", "email", "").cell("clients.csv", "ben", "email", ANA);
    assert!(desk.import(&passed, &[]).await.success);

    let refused = desk.set_password(&[ANA], SECOND).await;
    assert!(!refused.success, "{refused:?}");
    assert!(refused.out.contains("Ana Rivera, client ana of lake"), "{refused:?}");
    assert!(refused.out.contains("almoner revoke --client ana"), "it says what to do: {refused:?}");
    assert_eq!(desk.who(&device).await.as_deref(), Some("Ana Rivera"));
    assert_eq!(desk.sign_in(ANA, SECOND).await, None);
    desk.opens(ANA, FIRST, "Ana Rivera").await;

    let revoked = desk.run(&["revoke", "--client", "ana"], "").await;
    assert!(revoked.success, "{revoked:?}");
    assert_eq!(desk.who(&device).await, None);
    desk.let_in(&[ANA], SECOND).await;
    desk.opens(ANA, SECOND, "Ben Osei").await;
    assert_eq!(desk.sign_in(ANA, FIRST).await, None);
    let back = desk.set_password(&["--client=ana"], FIRST).await;
    assert!(!back.success && back.out.contains("Ben Osei, client ben of lake"), "{back:?}");
    desk.opens(ANA, SECOND, "Ben Osei").await;
}

#[tokio::test]
async fn whoever_signs_in_with_an_address_that_nobody_has_on_file_is_named_and_not_touched() {
    let desk = Practice::open().await;
    desk.let_in(&[ANA], FIRST).await;
    let device = desk.opens(ANA, FIRST, "Ana Rivera").await;
    assert!(desk.import(&Export::good().cell("clients.csv", "ana", "email", ""), &[]).await.success);
    let refused = desk.set_password(&[ANA], SECOND).await;
    assert!(!refused.success && refused.out.contains("--client ana"), "{refused:?}");
    assert_eq!(desk.who(&device).await.as_deref(), Some("Ana Rivera"));
    let stranger = desk.set_password(&[BEN, "--client=ana"], SECOND).await;
    assert!(!stranger.success, "it is not Ana's: {stranger:?}");
    desk.let_in(&["--client=ana"], SECOND).await;
    desk.opens(ANA, SECOND, "Ana Rivera").await;
}

#[tokio::test]
async fn a_client_at_the_address_of_somebody_on_the_staff_is_told_apart() {
    let desk = Practice::open().await;
    let jordan = "jordan@lakeside.example";
    assert!(desk.import(&Export::good().cell("clients.csv", "ben", "email", jordan), &[]).await.success);
    let several = desk.set_password(&[jordan], FIRST).await;
    assert!(!several.success && several.out.contains("Jordan Ellis, staff jordan of lake"), "{several:?}");
    assert!(several.out.contains("Ben Osei, client ben of lake"), "{several:?}");
    let nowhere = desk.set_password(&[jordan, "--staff=jordan", "--practice=hill"], FIRST).await;
    assert!(!nowhere.success && nowhere.err.contains("no practice has the id hill"), "{nowhere:?}");
    let not_of_the_staff = desk.set_password(&["--staff=ben"], FIRST).await;
    assert!(!not_of_the_staff.success, "{not_of_the_staff:?}");
    desk.let_in(&[jordan, "--staff=jordan", "--practice=lake"], FIRST).await;
    desk.opens(jordan, FIRST, "Jordan Ellis").await;
    assert!(!desk.set_password(&["--client=ben"], SECOND).await.success);
    desk.opens(jordan, FIRST, "Jordan Ellis").await;
}
