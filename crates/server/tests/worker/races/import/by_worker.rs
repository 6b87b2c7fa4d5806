//! A worker takes charges, or tells their clients of them, while the export comes in.

use domain::Money;
use domain::charge::StateName;
use domain::testing::at;
use test_support::Kind;

use super::clients::mails_to;
use super::export::Word;
use super::night::{BOTH, Night, Tempo, Wins};
use super::outcome::{Ended, as_said, changed, ended, nothing_new};

const CHARGE_TIME: &str = "2025-12-02T15:00:00Z";

/// The worker begins at each charge when its turn comes. On every second night the cards bring nothing.
pub async fn charge_run(kind: Kind, tempo: &mut Tempo) -> Wins {
    let card = if tempo.is_odd() { "pm_card_chargeDeclinedInsufficientFunds" } else { "pm_card_visa" };
    let night = Night::on(kind, card, tempo).await.all_words();
    night.bench.work().await;
    night.take_turns(at(CHARGE_TIME)).await;
    let done = night.against_worker(tempo, at(CHARGE_TIME)).await;
    let all = ended(&night, &done).await;
    all.iter().for_each(as_said);
    assert_eq!(done.charges.changed, changed(&all), "{done}\n{all:#?}");
    nothing_new(&night, &all).await;
    let mut wins = Wins::new();
    for it in &all {
        let side = match (it.word, it.said("attempt_begun")) {
            (Word::Same, _) => BOTH,
            (_, 0) => "import",
            _ => "charge run",
        };
        *wins.entry(side).or_default() += 1;
    }
    wins
}

/// The worker writes and sends each notice when its turn comes.
pub async fn notices(kind: Kind, tempo: &mut Tempo) -> Wins {
    let night = Night::on(kind, "pm_card_visa", tempo).await.all_words();
    let now = night.bench.desk.business.now();
    night.take_turns(now).await;
    let done = night.against_worker(tempo, now).await;
    let all = ended(&night, &done).await;
    let mut wins = Wins::new();
    for it in &all {
        assert!(!it.is_late, "{it:?}");
        told_what_holds(&night, it);
        let told_first = it.record.iter().position(|said| *said == "announced");
        let imported = ["settled_elsewhere", "waived", "corrected", "charge_imported"];
        let practice = it.record.iter().position(|said| imported.contains(said));
        let side = match it.word {
            Word::Same => BOTH,
            _ if told_first.is_some() && told_first < practice => "notice",
            _ => "import",
        };
        *wins.entry(side).or_default() += 1;
    }
    nothing_new(&night, &all).await;
    wins
}

/// Who was told of a payment that is not taken hears so; who was told of another amount hears of the one that holds.
fn told_what_holds(night: &Night, it: &Ended) {
    let mails = mails_to(&night.bench, it.n);
    let notices: Vec<_> = mails.iter().filter(|it| it.subject.starts_with("Your payment on ")).collect();
    let called_off =
        mails.iter().filter(|it| it.subject.starts_with("Your planned payment is called off")).count();
    let name = it.name();
    let is_so = match it.word {
        Word::Same | Word::Amount(_) => name == StateName::Upcoming,
        Word::Paid => matches!(name, StateName::Paid | StateName::SettledElsewhere),
        Word::Waived => name == StateName::Waived,
        Word::NothingDue => name == StateName::NothingDue,
        Word::GivenBack(_) => false,
    };
    assert!(is_so, "{it:?}");
    if name == StateName::Upcoming {
        let amount = it.state.amount().map(Money::cents);
        let expected = if it.word == Word::Same { 2_500 } else { 3_000 };
        assert_eq!(amount, Some(expected), "{it:?}");
        let words = if expected == 3_000 { "$30.00" } else { "$25.00" };
        assert!(notices.last().expect("a notice").text.contains(words), "{it:?}");
        assert_eq!(called_off, 0, "{it:?}");
    } else {
        assert_eq!(
            called_off,
            notices.len(),
            "{it:?}: {:?}",
            mails.iter().map(|it| &it.subject).collect::<Vec<_>>()
        );
    }
}
