//! Whatever is typed or imported is either understood or refused, and what is understood stays the same when read again.

use chrono::{Datelike, Days, NaiveDate};
use domain::Money;
use domain::contact::Email;
use domain::day_entry::{self, DayEntryProblem};
use domain::name::NamePart;
use domain::phone::Phone;
use domain::reply::{self, Values};
use proptest::prelude::*;

fn values() -> impl Strategy<Value = Values> {
    let text = || prop_oneof![any::<String>(), Just("Ana".to_owned())];
    (text(), text(), text(), text(), text(), text()).prop_map(
        |(client_name, provider_name, practice_name, portal, help, support)| Values {
            client_name,
            provider_name,
            practice_name,
            portal,
            help,
            support,
        },
    )
}

/// Texts that come close to a template.
fn template() -> impl Strategy<Value = String> {
    let parts = proptest::sample::select(vec![
        "{Client Name}",
        "{Provider Name}",
        "{Practice Name}",
        "[here](portal)",
        "[é](help)",
        "](",
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "1. ",
        ". ",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "<b>",
        "\u{202e}",
        "𝒳",
    ]);
    proptest::collection::vec(parts, 0..24).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text_is_a_day_or_none(text in prop_oneof![any::<String>(), "[0-9/. \u{0661}-]{0,14}"]) {
        if let Ok(day) = day_entry::parse(&text) {
            prop_assert!((0..=9_999).contains(&day.year()));
        }
    }

    #[test]
    fn a_day_reads_back_however_it_is_written(days in 0..3_652_058_i32) {
        let day = NaiveDate::from_num_days_from_ce_opt(days + 1).expect("a day");
        let (year, month, dom) = (day.year(), day.month(), day.day());
        for text in [
            format!("{year:04}-{month:02}-{dom:02}"),
            format!("{month}/{dom}/{year:04}"),
            format!("{month:02}-{dom:02}-{year:04}"),
            format!(" {month}.{dom}.{year:04} "),
            format!("{month} / {dom} / {year:04}"),
            format!("{month}  {dom} {year:04}"),
        ] {
            prop_assert_eq!(day_entry::parse(&text), Ok(day), "{}", text);
        }
    }

    #[test]
    fn a_day_of_this_century_reads_back_with_two_digits_of_its_year(days in 0..36_525_u64) {
        let day = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a day") + Days::new(days);
        let text = day.format("%-m/%-d/%y").to_string();
        prop_assert_eq!(day_entry::parse(&text), Ok(day), "{}", text);
    }

    #[test]
    fn one_separator_too_many_is_no_day(
        days in 0..36_525_u64,
        at in 0..=10_usize,
        separator in proptest::sample::select(vec!['/', '-', '.']),
    ) {
        let day = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a day") + Days::new(days);
        let mut text = day.format("%m/%d/%Y").to_string();
        text.insert(at, separator);
        prop_assert_eq!(day_entry::parse(&text), Err(DayEntryProblem::NotADay), "{}", text);
    }

    #[test]
    fn any_text_is_an_amount_or_none(text in prop_oneof![any::<String>(), "[-$0-9,. ]{0,14}"]) {
        if let Ok(amount) = Money::parse_usd(&text) {
            prop_assert!((0..=999_999_999).contains(&amount.cents()));
            prop_assert_eq!(Money::parse_usd(&amount.to_string()), Ok(amount));
        }
    }

    #[test]
    fn an_amount_reads_back_as_it_is_shown(cents in 0..=999_999_999_i64) {
        let amount = Money::usd(cents);
        prop_assert_eq!(Money::parse_usd(&amount.to_string()), Ok(amount));
        prop_assert_eq!(Money::parse_usd(&amount.to_string().replace([',', '$'], "")), Ok(amount));
    }

    #[test]
    fn any_amount_can_be_shown(cents in any::<i64>()) {
        let shown = Money::usd(cents).to_string();
        let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
        prop_assert_eq!(digits.parse::<u64>(), Ok(cents.unsigned_abs()));
        prop_assert_eq!(shown.starts_with('\u{2212}'), cents < 0);
    }

    #[test]
    fn any_text_is_an_address_or_none(
        text in prop_oneof![any::<String>(), "[a-zA-Z0-9.+_-]{0,12}@[a-z0-9.-]{0,12}\\.[a-z]{1,4}"],
    ) {
        if let Ok(email) = Email::parse(&text) {
            prop_assert_eq!(email.as_str(), text.trim());
            prop_assert!(email.as_str().is_ascii());
            prop_assert_eq!(email.as_str().matches('@').count(), 1);
            prop_assert_eq!(Email::parse(&email.key()).map(|it| it.key()), Ok(email.key()));
        }
    }

    #[test]
    fn any_text_is_a_telephone_number_or_none(text in prop_oneof![any::<String>(), "[+0-9(). -]{0,18}"]) {
        if let Ok(phone) = Phone::parse(&text) {
            prop_assert_eq!(Phone::parse(&phone.to_string()), Ok(phone.clone()));
            prop_assert_eq!(Phone::parse(&phone.dialed()), Ok(phone));
        }
    }

    #[test]
    fn any_text_is_a_name_or_none(
        text in prop_oneof![any::<String>(), "[a\u{308}\u{200b}\u{200d}\u{202e}\u{2028}\n é]{0,8}"],
    ) {
        if let Ok(name) = NamePart::parse(&text) {
            prop_assert_eq!(NamePart::parse(name.as_str()), Ok(name.clone()));
            prop_assert_eq!(name.as_str().lines().count(), 1);
            prop_assert_eq!(name.as_str().trim(), name.as_str());
        }
    }

    #[test]
    fn any_template_gives_a_reply_or_a_problem(
        template in prop_oneof![any::<String>(), template()],
        values in values(),
    ) {
        if let Ok(reply) = reply::fill(&template, &values) {
            let _ = reply.plain();
            let html = reply.html();
            // Whatever the values and the template hold, only these tags come out.
            let mut rest = html.as_str();
            while let Some(at) = rest.find('<') {
                rest = &rest[at..];
                let tags = ["<p>", "</p>", "<br>", "<ol>", "</ol>", "<li>", "</li>", "<a href=\"", "</a>"];
                prop_assert!(tags.iter().any(|tag| rest.starts_with(tag)), "{}", html);
                rest = &rest[1..];
            }
        }
    }
}
