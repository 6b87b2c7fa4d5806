//! Two exports come in at the same time.

use domain::Money;
use server::import::{ImportError, Summary};
use test_support::Kind;
use tokio::time::{Instant, sleep_until};

use super::export::{Word, export};
use super::night::{CHARGES, Night, Tempo, Wins, read};

/// Pairs of one night.
const PAIRS: u32 = 12;

/// One of them holds as a whole, and the other fails or comes before it. On every second night clients were told before.
pub async fn imports(kind: Kind, tempo: &mut Tempo) -> Wins {
    let night = Night::on(kind, "pm_card_visa", tempo).await;
    if tempo.is_odd() {
        night.bench.work().await;
    }
    let mut wins = Wins::new();
    for pair in 0..PAIRS {
        let amounts = [30 + 2 * pair, 31 + 2 * pair];
        let exports = amounts.map(|amount| export(&[Word::Amount(amount); CHARGES], &night.people));
        let mut records = exports.each_ref().map(read);
        let [one, other] = &mut records;
        let start = Instant::now();
        let second = async {
            sleep_until(start + tempo.after(usize::try_from(pair).expect("few"), 12)).await;
            night.apply(other).await
        };
        let first = async {
            let done = night.apply(one).await;
            (done, start.elapsed())
        };
        let ((first, took), second) = tokio::join!(first, second);
        if first.is_ok() {
            tempo.took(took);
        }
        let all = night.charges().await;
        let is_so =
            |amount: u32| all.iter().all(|it| it.state.amount() == Some(Money::usd(i64::from(amount) * 100)));
        let holds = usize::from(is_so(amounts[1]));
        assert!(is_so(amounts[holds]), "one of the two as a whole: {all:#?}");
        let ended = [is_in(first), is_in(second)];
        assert!(ended[holds], "who holds was told so: {ended:?}");
        *wins.entry(["first", "second"][holds]).or_default() += 1;
        let again = night.import(&exports[holds]).await.expect("the same export").total();
        assert_eq!((again.created, again.changed), (0, 0));
        assert_eq!(night.charges().await, all);
    }
    night.bench.work().await;
    night.bench.agrees().await;
    wins
}

/// Whether it came in; otherwise another did.
fn is_in(done: Result<Summary, ImportError>) -> bool {
    match done {
        Ok(done) => {
            assert_eq!(done.aside(), 0, "{done}");
            true
        }
        Err(ImportError::Overtaken) => false,
        Err(error) => panic!("{error:?}"),
    }
}
