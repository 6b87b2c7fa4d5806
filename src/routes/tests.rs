use super::*;

const CHARGE: &str = "/account/billing/charges/chg_019700000000700080000000000000ff";

#[test]
fn nobody_is_asked_to_sign_in_and_led_back() {
    let asked = Stands::Onward(format!("/sign-in?next={CHARGE}"));
    assert_eq!(stands(CHARGE, "", None), asked);
    assert_eq!(stands("/", "", None), Stands::Onward("/sign-in".to_owned()));
    assert_eq!(stands("/help/", "", None), Stands::Here(Page::Help));
}

#[test]
fn a_role_has_its_own_pages_only() {
    assert!(matches!(stands(CHARGE, "", Some(Role::Client)), Stands::Here(Page::Charge(_))));
    assert_eq!(stands(CHARGE, "", Some(Role::Provider)), Stands::Nothing);
    assert_eq!(stands("/clients", "", Some(Role::Client)), Stands::Nothing);
    assert_eq!(stands("/account/billing/charges/nonsense", "", Some(Role::Client)), Stands::Nothing);
    assert_eq!(stands("/", "", Some(Role::Administrator)), Stands::Here(Page::Start));
}

#[test]
fn sign_in_leads_on_to_the_page_that_was_wanted() {
    let then = |next: &str, role| stands("/sign-in", &format!("next={next}"), Some(role));
    let to = |path: &str| Stands::Onward(path.to_owned());
    assert_eq!(then("/account/billing", Role::Client), to("/account/billing"));
    assert_eq!(then("%2Faccount%2Fbilling", Role::Client), to("/account/billing"));
    assert_eq!(then("/support%3Fcharge=1", Role::Client), to("/support?charge=1"));
    for nowhere in ["", "/", "//evil.example", "/nowhere", "%2", "%zz", "%ff", "/account/billing/charges/x"] {
        assert_eq!(then(nowhere, Role::Client), to("/home"), "{nowhere}");
        assert_eq!(then(nowhere, Role::Provider), to("/clients"), "{nowhere}");
    }
    assert_eq!(stands("/sign-in", "out", Some(Role::Provider)), to("/clients"));
}

#[test]
fn who_follows_a_link_meant_for_another_role_is_told() {
    let change_date = format!("{CHARGE}/change-date");
    for next in ["/account/billing", "/account", "/home", CHARGE, change_date.as_str()] {
        let search = format!("next={next}");
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Client) {
            assert_eq!(stands("/sign-in", &search, Some(role)), Stands::WrongRole(role), "{next}");
        }
    }
    let search = "next=/clients";
    assert_eq!(stands("/sign-in", search, Some(Role::Client)), Stands::WrongRole(Role::Client));
    assert_eq!(stands("/sign-in", "next=/account/billing", None), Stands::Here(Page::SignIn));
}
