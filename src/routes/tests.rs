use super::*;

const CHARGE: &str = "/account/billing/charges/chg_019700000000700080000000000000ff";

#[test]
fn sign_in_leads_on_to_pages_of_the_role_and_nowhere_else() {
    let change_date = format!("{CHARGE}/change-date");
    for wanted in ["/home", "/account/billing", change_date.as_str(), "/help", "/support?charge=1"] {
        assert!(may_go(wanted, Role::Client), "{wanted}");
    }
    for wanted in [
        "",
        "/",
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/clients",
        "/homeless",
        "/home\n",
    ] {
        assert!(!may_go(wanted, Role::Client), "{wanted}");
    }
    assert!(may_go("/clients", Role::Provider));
    assert!(!may_go("/account/billing", Role::Provider));
}

#[test]
fn nobody_is_asked_to_sign_in_and_led_back() {
    let asked = Page::Onward(format!("/sign-in?next={CHARGE}"));
    assert_eq!(page(CHARGE, "", None), asked);
    assert_eq!(page("/", "", None), Page::Onward("/sign-in".to_owned()));
    assert_eq!(page("/help/", "", None), Page::Help);
}

#[test]
fn a_role_has_its_own_pages_only() {
    assert!(matches!(page(CHARGE, "", Some(Role::Client)), Page::Charge(_)));
    assert_eq!(page(CHARGE, "", Some(Role::Provider)), Page::NotFound);
    assert_eq!(page("/clients", "", Some(Role::Client)), Page::NotFound);
    assert_eq!(page("/account/billing/charges/nonsense", "", Some(Role::Client)), Page::NotFound);
    assert_eq!(page("/", "", Some(Role::Administrator)), Page::Staff);
}

#[test]
fn sign_in_leads_on_to_the_page_that_was_wanted() {
    let then = |next: &str, role| page("/sign-in", &format!("next={next}"), Some(role));
    let to = |path: &str| Page::Onward(path.to_owned());
    assert_eq!(then("/account/billing", Role::Client), to("/account/billing"));
    assert_eq!(then("%2Faccount%2Fbilling", Role::Client), to("/account/billing"));
    assert_eq!(then("/support%3Fcharge=1", Role::Client), to("/support?charge=1"));
    for nowhere in ["", "/", "//evil.example", "/nowhere", "%2", "%zz", "%ff", "/account/billing/charges/x"] {
        assert_eq!(then(nowhere, Role::Client), to("/home"), "{nowhere}");
        assert_eq!(then(nowhere, Role::Provider), to("/clients"), "{nowhere}");
    }
    assert_eq!(page("/sign-in", "out", Some(Role::Provider)), to("/clients"));
}

#[test]
fn an_address_comes_back_from_the_query_as_it_went_in() {
    for page in ["/account/billing", "/support?charge=1&practice=2#top", "/a+b c/%41/Zoë/\"'<>"] {
        let search = pages::sign_in_then(page);
        let (_, next) = search.split_once("?next=").expect("an address to go on to");
        assert!(!next.contains(['&', '?', '#', '+', ' ', '"', '<']), "{next}");
        assert_eq!(decoded(next), page);
    }
}

#[test]
fn who_follows_a_link_meant_for_another_role_is_told() {
    let change_date = format!("{CHARGE}/change-date");
    for next in ["/account/billing", "/account", "/home", CHARGE, change_date.as_str()] {
        let search = format!("next={next}");
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Client) {
            assert_eq!(page("/sign-in", &search, Some(role)), Page::WrongRole(role), "{next}");
        }
    }
    let search = "next=/clients";
    assert_eq!(page("/sign-in", search, Some(Role::Client)), Page::WrongRole(Role::Client));
    assert_eq!(page("/sign-in", "next=/account/billing", None), Page::SignIn);
}
