use std::path::Path;

use domain::help::HelpTopic;

use super::*;

fn source() -> String {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../index.html");
    std::fs::read_to_string(source).expect("the page")
}

/// What a browser shows of a page, as the file has it.
fn shown(page: &str) -> Vec<String> {
    let body = page.split_once("<body>").expect("a body").1;
    let texts = body.split('<').filter_map(|element| element.split_once('>')).map(|(_, text)| text.trim());
    texts.filter(|text| !text.is_empty()).map(str::to_owned).collect()
}

#[test]
fn all_that_the_page_says_by_itself_is_said_in_the_readers_language() {
    let page = source();
    let known: Vec<_> = SAID.iter().map(|said| encode_text(said(english())).into_owned()).collect();
    for text in shown(&page) {
        assert!(known.contains(&text), "{text:?} is in no catalogue");
    }
    let pseudo = Texts::of(Language::Pseudo);
    assert_eq!(pseudo.language(), Language::Pseudo);
    let translated = translated(&page, pseudo);
    for (at, said) in SAID.into_iter().enumerate() {
        assert!(translated.contains(&*encode_text(said(pseudo))), "{}", said(english()));
        assert!(at == 0 || !shown(&translated).contains(&said(english()).to_owned()), "{}", said(english()));
    }
    assert!(
        !translated.contains(said_in(Language::English)) && translated.contains(said_in(Language::Pseudo))
    );
}

fn said_in(language: Language) -> &'static str {
    match language {
        Language::English => "lang=\"en\"",
        Language::Pseudo => "lang=\"en-XA\" dir=\"ltr\"",
    }
}

#[test]
fn a_page_made_small_says_which_language_it_is_in_as_well() {
    let small =
        "<!doctype html><html lang=en><p class=soft>Loading your page…</p><main id=fallback lang=en class=x>";
    let translated = translated(small, Texts::of(Language::Pseudo));
    assert_eq!(translated.matches(said_in(Language::Pseudo)).count(), 2);
    assert!(!translated.contains("Loading"));
}

/// The file that the app's page is built from, made for such a reader.
fn made(language: Language, guide: Option<Guide>, practice: Option<&str>) -> String {
    let support = practice.map(|practice| SupportContactView {
        practice: practice.into(),
        address: None,
        phone: "(212) 555-0100".into(),
        phone_dial: "+12125550100".into(),
        email: "help@larkspur.example".into(),
        hours: "Weekdays 9 to 5".into(),
    });
    let page = MadePage::of(&source(), &Wanted { language, guide, support });
    String::from_utf8(page.html.to_vec()).expect("a page")
}

#[test]
fn whoever_runs_no_scripts_is_told_whom_to_call_where_one_practice_is_meant() {
    for language in [Language::English, Language::Pseudo] {
        let texts = Texts::of(language);
        let somebodys = made(language, None, Some("Bloom & <Grow>"));
        assert!(somebodys.contains("Bloom &#38; &#60;Grow&#62;"), "escaped");
        assert!(somebodys.contains("<title>Bloom &amp; &lt;Grow&gt;</title>"), "whose page it is");
        assert!(somebodys.contains("href=\"tel:+12125550100\"") && somebodys.contains("Weekdays 9 to 5"));
        assert!(!somebodys.contains(&*encode_text(texts.start_without_contact())));
        let nobodys = made(language, None, None);
        assert!(nobodys.contains(&*encode_text(texts.start_without_contact())));
        assert!(nobodys.contains(&*encode_text(texts.start_failed_lockdown())));
    }
}

#[test]
fn each_page_of_the_guide_can_be_read_without_the_app() {
    for language in [Language::English, Language::Pseudo] {
        let texts = Texts::of(language);
        let article = texts.help_article(HelpTopic::Reschedule);
        let page = made(language, Some(Guide::Article(HelpTopic::Reschedule)), None);
        let said = article.steps.iter().chain(article.more.iter().flat_map(|(one, other)| [one, other]));
        for text in said.chain([&article.title, &article.lead, &texts.start_failed_lockdown()]) {
            assert!(page.contains(&*encode_text(text)), "{text}");
        }
        assert_eq!(
            shown(&page).iter().filter(|it| **it == encode_text(article.title)).count(),
            1,
            "one heading"
        );
        let articles = HelpTopic::ALL.map(Guide::Article);
        for guide in [Guide::Contents, Guide::Support].into_iter().chain(articles) {
            let page = made(language, Some(guide), None);
            assert!(page.contains(&format!("<title>{}</title>", guide.title(texts))), "{guide:?}");
            let somebodys = made(language, Some(guide), Some("Bloom"));
            let title = format!("<title>{}</title>", texts.page_title(guide.title(texts), "Bloom"));
            assert!(somebodys.contains(&title), "{title}");
            assert!(page.contains(&format!("<h1>{}</h1>", guide.title(texts))));
            assert_eq!(page.matches("<h1>").count(), 1, "{guide:?}");
        }
    }
}

#[test]
fn the_page_about_support_says_first_how_it_is_reached_and_once() {
    let page = made(Language::English, Some(Guide::Support), Some("Larkspur Therapy"));
    assert_eq!(page.matches("tel:+12125550100").count(), 1);
    let at = |text: &str| page.rfind(text).expect(text);
    assert!(
        at("<h1>Support</h1>") < at("Larkspur Therapy")
            && at("Larkspur Therapy") < at("This page could not start")
    );
}

#[test]
fn a_page_is_made_once_for_all_who_read_the_same() {
    let pages = Pages::of(source());
    let wanted = |guide| Wanted { language: Language::English, guide, support: None };
    assert!(Arc::ptr_eq(&pages.made(wanted(None)), &pages.made(wanted(None))));
    let (one, other) = (pages.made(wanted(None)), pages.made(wanted(Some(Guide::Contents))));
    assert_ne!(one.tag, other.tag);
}

#[test]
fn brotli_is_sent_to_who_takes_it() {
    for (asked, takes) in [
        ("gzip, deflate, br, zstd", true),
        ("br", true),
        ("br;q=0.5", true),
        ("gzip, br;q=0", false),
        ("gzip", false),
        ("", false),
    ] {
        let headers = HeaderMap::from_iter([(ACCEPT_ENCODING, asked.parse().expect("a header"))]);
        assert_eq!(takes_brotli(&headers), takes, "{asked:?}");
    }
}
