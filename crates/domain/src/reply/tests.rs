#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::*;

const TEMPLATE: &str =
    "Hi {Client Name},\n\n1. Go [here](portal).\n2. Done.\n\nAsk [us](support).\n\nBest,\n{Provider Name}";

fn values() -> Values {
    Values {
        client_name: "Ana".into(),
        provider_name: "Dr. Maya Okafor".into(),
        practice_name: "Lakeside".into(),
        portal: "https://desk.example/account?a=1&b=2".into(),
        help: "https://desk.example/help".into(),
        support: "https://desk.example/support".into(),
    }
}

#[test]
fn a_reply_reads_as_plain_text_with_its_addresses() {
    let reply = fill(TEMPLATE, &values()).expect("all slots have values");
    assert_eq!(
        reply.plain(),
        "Hi Ana,\n\n1. Go here.\nhttps://desk.example/account?a=1&b=2\n2. Done.\n\n\
         Ask us.\nhttps://desk.example/support\n\nBest,\nDr. Maya Okafor"
    );
}

#[test]
fn a_reply_reads_as_rich_text_with_links_and_everything_escaped() {
    let values = Values { client_name: "<b>\"Ana\"&co".into(), ..values() };
    let reply = fill(TEMPLATE, &values).expect("all slots have values");
    assert_eq!(
        reply.html(),
        "<p>Hi &lt;b&gt;&quot;Ana&quot;&amp;co,</p>\
         <ol><li>Go <a href=\"https://desk.example/account?a=1&amp;b=2\">here</a>.</li><li>Done.</li></ol>\
         <p>Ask <a href=\"https://desk.example/support\">us</a>.</p><p>Best,<br>Dr. Maya Okafor</p>"
    );
}

#[test]
fn names_from_right_to_left_turn_nothing_around_them() {
    let values = Values { client_name: "محمد".into(), ..values() };
    let reply = fill(TEMPLATE, &values).expect("all slots have values");
    assert!(reply.plain().starts_with("Hi \u{2068}محمد\u{2069},\n"), "{}", reply.plain());
    assert!(reply.html().starts_with("<p>Hi \u{2068}محمد\u{2069},</p>"), "{}", reply.html());
}

#[test]
fn slots_without_a_value_are_named_all_at_once() {
    let values = Values { client_name: " ".into(), portal: String::new(), ..values() };
    let problem = fill(TEMPLATE, &values);
    assert_eq!(problem, Err(ReplyProblem::Empty(vec![Slot::ClientName, Slot::Portal])));
}

#[test]
fn a_slot_nobody_needs_may_be_empty() {
    assert!(fill(TEMPLATE, &Values { practice_name: String::new(), ..values() }).is_ok());
}

#[test]
fn unknown_slots_and_links_are_refused() {
    for (template, name) in [("Hi {Nobody}", "Nobody"), ("[x](nowhere)", "nowhere"), ("{open", "open")] {
        assert_eq!(fill(template, &values()), Err(ReplyProblem::Unknown(name.into())), "{template}");
    }
}

#[test]
fn a_value_that_looks_like_a_slot_is_only_text() {
    let values = Values { client_name: "{Provider Name}[x](help)".into(), ..values() };
    let reply = fill("{Client Name}", &values).expect("filled");
    assert_eq!(reply.plain(), "{Provider Name}[x](help)");
}

#[test]
fn a_line_that_looks_empty_ends_a_paragraph_whatever_it_is_made_of() {
    let plain = |template| fill(template, &values()).expect("filled").plain();
    for template in ["a\n\nb", "a\r\n\r\nb\r\n", "a\n \t\nb", "\n\n a \n\n\n\nb\n"] {
        assert_eq!(plain(template), "a\n\nb", "{template:?}");
    }
    assert_eq!(plain("a\r\nb"), "a\nb");
}
