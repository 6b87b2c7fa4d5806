//! Who loses access: people gone from the export, and whoever is shut out by hand.

use test_support::Export;

use crate::practice::Practice;

const PASSWORD: &str = "nobody will guess this one";
const ANOTHER: &str = "nobody will guess that one";
const ANA: &str = "ana@mail.example";
const JORDAN: &str = "jordan@lakeside.example";
const CY: &str = "cy@mail.example";

/// With a client who has no charges.
fn with_cy() -> Export {
    Export::good().row("clients.csv", &format!("cy,lake,,Cy,Young,,,1990-01-01,{CY},,"))
}

fn without_jordan(export: Export) -> Export {
    export.without_row("staff.csv", "jordan")
}

#[tokio::test]
async fn whoever_is_gone_from_the_export_is_out_until_they_are_back() {
    let desk = Practice::open().await;
    assert!(desk.import(&with_cy(), &[]).await.success);
    let mut devices = Vec::new();
    for (email, name) in [(JORDAN, "Jordan Ellis"), (CY, "Cy Young"), (ANA, "Ana Rivera")] {
        desk.let_in(&[email], PASSWORD).await;
        devices.push(desk.opens(email, PASSWORD, name).await);
    }

    let without = desk.import(&without_jordan(Export::good()), &[]).await;
    assert!(without.success, "{without:?}");
    for part in ["staff jordan of lake", "client cy of lake"] {
        assert!(without.out.contains(part), "{part}: {without:?}");
    }
    assert!(!without.out.contains("Ellis") && !without.out.contains("client ana"), "{without:?}");
    for (device, email) in devices.iter().zip([JORDAN, CY]) {
        assert_eq!(desk.who(device).await, None, "{email}");
        assert_eq!(desk.sign_in(email, PASSWORD).await, None, "{email}");
    }
    assert_eq!(desk.who(&devices[2]).await.as_deref(), Some("Ana Rivera"));
    let again = desk.import(&without_jordan(Export::good()), &[]).await;
    assert!(again.success && !again.out.contains("jordan"), "told once: {again:?}");

    let back = desk.import(&with_cy(), &[]).await;
    assert!(back.success && back.out.contains("staff jordan of lake"), "{back:?}");
    desk.opens(JORDAN, PASSWORD, "Jordan Ellis").await;
    desk.opens(CY, PASSWORD, "Cy Young").await;
    assert_eq!(desk.who(&devices[0]).await, None, "the device stays signed out");
}

#[tokio::test]
async fn whoever_is_shut_out_by_hand_is_out_until_a_password_is_set() {
    let desk = Practice::open().await;
    desk.let_in(&[ANA], PASSWORD).await;
    let device = desk.opens(ANA, PASSWORD, "Ana Rivera").await;
    let revoked = desk.run(&["revoke", ANA], "").await;
    assert!(revoked.success && revoked.out.contains("Ana Rivera, client ana of lake"), "{revoked:?}");
    assert_eq!(desk.who(&device).await, None);
    assert_eq!(desk.sign_in(ANA, PASSWORD).await, None);
    assert!(desk.import(&Export::good(), &[]).await.success);
    assert_eq!(desk.sign_in(ANA, PASSWORD).await, None, "no export brings it back");
    assert!(desk.run(&["revoke", ANA], "").await.success, "again is fine");
    desk.let_in(&[ANA], ANOTHER).await;
    desk.opens(ANA, ANOTHER, "Ana Rivera").await;
    assert_eq!(desk.who(&device).await, None);
    for nobody in ["ben@mail.example", "nobody@mail.example"] {
        let refused = desk.run(&["revoke", nobody], "").await;
        assert!(!refused.success, "{refused:?}");
    }
}

#[tokio::test]
async fn a_file_that_lost_everybody_is_refused_unless_it_is_meant() {
    let desk = Practice::open().await;
    desk.let_in(&[ANA], PASSWORD).await;
    let device = desk.opens(ANA, PASSWORD, "Ana Rivera").await;
    let files = ["clients.csv", "coverages.csv", "payment_methods.csv", "charges.csv"];
    let empty = || files.iter().fold(Export::good(), |export, file| export.emptied(file));
    let refused = desk.import(&empty(), &[]).await;
    assert!(!refused.success && refused.err.contains("--allow-missing"), "{refused:?}");
    assert!(refused.err.starts_with("clients.csv: "), "{refused:?}");
    let partial = desk.import(&empty(), &["--partial"]).await;
    assert!(partial.success && !partial.out.contains("client ana"), "{partial:?}");
    assert_eq!(desk.who(&device).await.as_deref(), Some("Ana Rivera"));
    let meant = desk.import(&empty(), &["--allow-missing"]).await;
    assert!(meant.success && meant.out.contains("client ana of lake"), "{meant:?}");
    assert_eq!(desk.who(&device).await, None);
}
