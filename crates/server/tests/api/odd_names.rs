//! Names as nobody expects them, on their way through the desk into mails and the provider's reply.

use domain::address::AddressLines;
use domain::called::Called;
use domain::reply::fill;
use domain::testing::practice_id;
use reqwest::Method;
use serde_json::json;
use server::mail::{Concerned, Gathered, Message, composed};
use test_support::{Server, Who};
use wire::about_me::AboutMeView;
use wire::clients::ReplyView;
use wire::paths::{SESSION, about_me, about_me_address, about_me_called, client};

/// Ways to make a browser do something, each in each place that a text may come to stand in.
pub fn payloads() -> Vec<String> {
    let scripts = [
        "<script>a()</script>",
        "<img src=x onerror=a()>",
        "<svg onload=a()>",
        "<iframe src=javascript:a()>",
        "<a href=javascript:a()>x</a>",
        "<body onload=a()>",
        "<input autofocus onfocus=a()>",
        "<details open ontoggle=a()>",
        "<math><mi xlink:href=\"data:x,a()\">",
        "<style>*{display:none}</style>",
        "<base href=//evil.example>",
        "<meta http-equiv=refresh content=0>",
        "<template><script>a()</script>",
        "<!--><script>a()</script>",
        "<![CDATA[<b>x</b>]]>",
        "{{constructor.constructor('a()')()}}",
        "${a()}",
        "{ $name }",
        "{Client Name}",
        "&lt;b&gt;&#x3C;b&#x3E;",
    ];
    let places = ["", "\"'>", "</p></bdi></textarea></title>", "]]>*/-->", "[x](javascript:a())"];
    let all = scripts.iter().flat_map(|script| places.iter().map(move |place| format!("{place}{script}")));
    all.collect()
}

struct Odd {
    server: Server,
    seen: Called,
}

impl Odd {
    async fn new() -> Self {
        let server = Server::start().await;
        let view: AboutMeView = server.get(Who::Owner, &about_me(Who::Owner.client())).await.body();
        Self { server, seen: view.called }
    }

    /// Has the owner called so, in every field that takes a text.
    async fn called(&mut self, name: &str) {
        let path = about_me_called(Who::Owner.client());
        let body = json!({ "seen": self.seen, "chosen_first": name, "pronouns": name });
        let answer = self.server.send(Who::Owner, Method::PUT, &path, Some(&body)).await;
        assert_eq!(answer.status.as_u16(), 200, "{name}");
        let view: AboutMeView = answer.body();
        let some = Some(name.to_owned());
        assert_eq!(view.called, Called { chosen_first: some.clone(), pronouns: some }, "as it was typed");
        self.seen = view.called;
        let session = self.server.get(Who::Owner, SESSION).await.text;
        assert!(session.contains(&serde_json::to_string(name).expect("JSON")), "{session}");
    }

    /// The provider's reply as it is copied, without and with formatting.
    async fn reply(&self) -> (String, String) {
        let found: ReplyView = self.server.get(Who::Provider, &client(Who::Owner.client())).await.body();
        let template = texts::english().recommended_response(found.reach);
        let reply = fill(&template, &found.reply).expect("every slot has a value");
        (reply.plain(), reply.html())
    }

    /// A mail to the owner, its text and its HTML part.
    async fn mail(&self) -> (String, String) {
        let concerned = Concerned { charge: None, client: Who::Owner.client(), practice: practice_id(1) };
        let (reader, now) = (self.server.desk.store.reader(), self.server.desk.business.now());
        let gathered = Gathered::of(&reader, now, &[concerned]).await.expect("a read");
        let source = gathered.source(concerned, "https://desk.example.com").expect("there");
        let letter = composed(&Message::AddressChanged, &source, 1).expect("wanted").letter;
        let rendered = letter.render(source.about.texts).expect("it renders");
        (rendered.text, rendered.html)
    }
}

/// What a browser would make of it: the elements, by their names.
fn elements(html: &str) -> Vec<String> {
    let tags = html.split('<').skip(1);
    tags.map(|tag| tag.split([' ', '>']).next().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn a_hundred_scripts_as_names_are_shown_as_typed_and_none_becomes_an_element() {
    let mut odd = Odd::new().await;
    odd.called("Zo").await;
    let (plain_reply, plain_mail) = (elements(&odd.reply().await.1), elements(&odd.mail().await.1));
    let payloads = payloads();
    assert_eq!(payloads.len(), 100);
    for name in &payloads {
        odd.called(name).await;
        let (reply, mail) = (odd.reply().await, odd.mail().await);
        assert!(reply.0.contains(name.as_str()), "{name} in {}", reply.0);
        assert!(mail.0.starts_with(&format!("Hi {name},\n")), "{name} in {}", mail.0);
        assert_eq!(elements(&reply.1), plain_reply, "{name}");
        assert_eq!(elements(&mail.1), plain_mail, "{name}");
    }
}

#[tokio::test]
async fn names_of_any_script_of_any_length_are_said_in_full() {
    let mut odd = Odd::new().await;
    let longest = "W".repeat(100);
    for name in ["محمد عبد الله", "שרה", "👩‍👩‍👧‍👦 🌻", "Ana👩🏽‍🎤", "李", "Ngô Thị Hoa", "null", &longest]
    {
        odd.called(name).await;
        let ((reply, _), (text, html)) = (odd.reply().await, odd.mail().await);
        assert!(reply.contains(name), "{name} in {reply}");
        assert!(text.contains(name) && html.contains(&format!("<bdi>{name}</bdi>")), "{name} in {html}");
    }
}

#[tokio::test]
async fn scripts_as_an_address_are_kept_as_typed_and_are_in_no_mail() {
    let odd = Odd::new().await;
    let path = about_me_address(Who::Owner.client());
    let mut seen = {
        let view: AboutMeView = odd.server.get(Who::Owner, &about_me(Who::Owner.client())).await.body();
        view.address
    };
    for text in payloads().into_iter().step_by(7) {
        let [line1, line2, city] = [&text, &text, &text].map(ToOwned::to_owned);
        let (state, zip) = ("NY".to_owned(), "12207".to_owned());
        let address = AddressLines { line1, line2, city, state, zip };
        let body = json!({ "seen": seen, "address": address });
        let view: AboutMeView = odd.server.send(Who::Owner, Method::PUT, &path, Some(&body)).await.body();
        assert_eq!(view.address.as_ref().map(domain::address::Address::lines), Some(address));
        seen = view.address;
        let (mail, html) = odd.mail().await;
        assert!(!mail.contains(&text) && !html.contains("12207"), "{mail}");
    }
}
