use domain::help::HelpTopic;

use super::*;

const CLIENT: &str = "cli_01970000000070008000000000000001";
const CHARGE: &str = "/account/billing/charges/chg_019700000000700080000000000000ff";

fn visitor(role: Role) -> Visitor {
    let clients = if role == Role::Client { vec![CLIENT.parse().expect("an id")] } else { Vec::new() };
    Visitor { role, clients }
}

fn at(path: &str, search: &str, role: Role) -> Stands {
    stands(path, search, Some(&visitor(role)))
}

fn to(path: &str) -> Stands {
    Stands::Onward(path.to_owned())
}

/// The same page by its full address.
fn full(path: &str) -> String {
    format!("/c/{CLIENT}{path}")
}

#[test]
fn nobody_is_asked_to_sign_in_and_led_back() {
    for path in [CHARGE, full(CHARGE).as_str()] {
        assert_eq!(stands(path, "", None), to(&format!("/sign-in?next={path}")));
    }
    assert_eq!(stands("/", "", None), to("/sign-in"));
    assert_eq!(stands("/help/", "", None), Stands::Here(Page::Help));
}

#[test]
fn a_role_has_its_own_pages_only() {
    let charge = full(CHARGE);
    assert!(matches!(at(&charge, "", Role::Client), Stands::Here(Page::Account(_, AccountPage::Charge(_)))));
    assert_eq!(at(&charge, "", Role::Provider), Stands::Nothing);
    assert_eq!(at(CHARGE, "", Role::Provider), Stands::Nothing);
    assert_eq!(at("/clients", "", Role::Client), Stands::Nothing);
    assert_eq!(at("/account/billing/charges/nonsense", "", Role::Client), Stands::Nothing);
    assert_eq!(at("/", "", Role::Administrator), Stands::Here(Page::Start));
}

#[test]
fn a_short_address_leads_on_to_the_same_page_of_the_only_client() {
    assert_eq!(at(CHARGE, "", Role::Client), to(&full(CHARGE)));
    assert_eq!(at("/account/about-me", "", Role::Client), to(&full("/account/about-me")));
    assert_eq!(at("/account", "", Role::Client), to(&full("/account/billing")));
    assert_eq!(at(&full("/account"), "", Role::Client), to(&full("/account/billing")));
    assert_eq!(at("/home", "a=1", Role::Client), to(&full("/home?a=1")));
    assert_eq!(at("/", "", Role::Client), to(&full("/home")));
}

#[test]
fn of_another_client_there_is_nothing() {
    let other = "/c/cli_01970000000070008000000000000002/home";
    assert_eq!(at(other, "", Role::Client), Stands::Nothing);
    assert_eq!(at("/sign-in", &format!("next={other}"), Role::Client), to(&full("/home")));
    let several =
        Visitor { role: Role::Client, clients: [CLIENT; 2].map(|it| it.parse().expect("an id")).to_vec() };
    assert_eq!(stands("/home", "", Some(&several)), Stands::Nothing, "nobody's page is guessed");
}

#[test]
fn sign_in_leads_on_to_the_page_that_was_wanted() {
    let then = |next: &str, role| at("/sign-in", &format!("next={next}"), role);
    let billing = full("/account/billing");
    for next in ["/account/billing", "%2Faccount%2Fbilling", "/account", billing.as_str()] {
        assert_eq!(then(next, Role::Client), to(&billing), "{next}");
    }
    assert_eq!(then("/support%3Fcharge=1", Role::Client), to("/support?charge=1"));
    for nowhere in ["", "/", "//evil.example", "/nowhere", "%2", "%zz", "%ff", "/account/billing/charges/x"] {
        assert_eq!(then(nowhere, Role::Client), to(&full("/home")), "{nowhere}");
        assert_eq!(then(nowhere, Role::Provider), to("/clients"), "{nowhere}");
    }
    assert_eq!(at("/sign-in", "out", Role::Provider), to("/clients"));
}

#[test]
fn who_follows_a_link_meant_for_another_role_is_told() {
    let change_date = format!("{CHARGE}/change-date");
    let full = full(CHARGE);
    for next in ["/account/billing", "/account", "/home", CHARGE, change_date.as_str(), full.as_str()] {
        let search = format!("next={next}");
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Client) {
            assert_eq!(at("/sign-in", &search, role), Stands::WrongRole(role), "{next}");
        }
    }
    assert_eq!(at("/sign-in", "next=/clients", Role::Client), Stands::WrongRole(Role::Client));
    assert_eq!(stands("/sign-in", "next=/account/billing", None), Stands::Here(Page::SignIn));
}

/// Before the app runs, the page itself has to know which pages have no sidebar.
#[test]
fn the_page_without_the_app_knows_the_pages_around_which_no_frame_stands() {
    let page = include_str!("../../../index.html");
    let named = page
        .split_once("plain = /^\\/(")
        .and_then(|(_, rest)| rest.split_once(')'))
        .expect("its expression")
        .0;
    let mut named: Vec<&str> = named.split('|').collect();
    named.sort_unstable();
    let articles = HelpTopic::ALL.map(Page::HelpArticle);
    let plain: Vec<_> =
        [Page::SignIn, Page::Help, Page::Support, Page::ConfirmEmail].into_iter().chain(articles).collect();
    assert!(plain.iter().all(|it| it.is_public() || *it == Page::SignIn));
    let mut first: Vec<String> =
        plain.iter().filter_map(|it| it.to_string().split('/').nth(1).map(str::to_owned)).collect();
    first.sort_unstable();
    first.dedup();
    assert_eq!(named, first);
}
