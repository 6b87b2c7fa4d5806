//! What stands on a client's insurance card, in exports and in the desk.

use domain::coverage::{Coverage, Position, Subscriber};
use domain::subject::Subject;
use domain::task::{CoverageChange, CoverageNews, DisputedDetail, Task, TaskReason, Team};
use domain::testing::{day, insured};
use store::tasks::TaskFilter;
use store::{Tally, coverages, payers, practices, tasks};
use test_support::{Export, on_both, only};

use crate::odd::warnings;
use crate::world::{World, now};

on_both! {
    what_a_client_corrected_stays_while_the_export_says_the_same,
    what_the_export_changes_alone_is_taken_over,
    what_both_changed_stays_as_it_is_in_the_desk_and_support_is_asked_once,
    a_row_that_takes_over_what_was_made_in_the_desk_makes_no_second_coverage,
    a_practice_that_writes_the_new_plan_over_the_row_of_the_old_one_makes_no_second_and_loses_no_first,
    a_plan_whose_row_another_was_written_over_is_the_same_under_another_id,
    so_it_is_where_the_client_said_that_it_ends,
    so_it_is_where_the_client_added_the_other_one,
    a_whole_row_in_dispute_is_asked_about_with_both_payers,
    what_never_began_takes_no_row_from_what_did,
    of_two_rows_for_one_card_only_the_nearer_takes_it_over,
    whoever_the_subscriber_is_comes_in_parts_with_the_day_of_birth,
    numbers_for_the_eligibility_service_come_with_the_export,
}

async fn of_ana(world: &World) -> Vec<Coverage> {
    let ana = world.client("ana").await;
    coverages::of_client(&world.store.reader(), ana).await.expect("read")
}

/// The only coverage that Ana has.
async fn card(world: &World) -> Coverage {
    let [it] = &of_ana(world).await[..] else { panic!("one coverage") };
    it.clone()
}

/// Ana changes her coverage in the desk.
async fn ana_corrects(world: &World, change: impl FnOnce(&mut Coverage)) -> Coverage {
    let mut own = card(world).await;
    change(&mut own);
    own.version = world.store.write(async |unit| coverages::save(unit, &own).await).await;
    own
}

/// Ana adds a second coverage in the desk, with the payer that she has.
async fn ana_adds(world: &World, change: impl FnOnce(&mut Coverage)) -> Coverage {
    let first = of_ana(world).await.remove(0);
    let id = world.ids.make();
    let mut own = Coverage { id, external_key: None, exported: None, version: 1, ..first };
    change(&mut own);
    world.store.write(async |unit| coverages::insert(unit, &own).await).await;
    own
}

/// What Client Support is asked about coverages.
async fn asked(world: &World) -> Vec<DisputedDetail> {
    let filter = TaskFilter { team: Some(Team::ClientSupport), ..TaskFilter::default() };
    let open = tasks::list(&world.store.reader(), &filter).await.expect("read");
    let details = open.into_iter().map(|task| match task.reason {
        TaskReason::DetailDisputed { details } => {
            assert!(matches!(task.subject, Subject::Coverage(_)), "{:?}", task.subject);
            details
        }
        other => panic!("about a coverage, not {other:?}"),
    });
    let details: Vec<_> = details.collect();
    assert!(details.len() <= 1, "one task names all: {details:?}");
    details.into_iter().flatten().collect()
}

fn saying(column: &str, text: &str) -> Export {
    Export::good().cell("coverages.csv", "cov-1", column, text)
}

async fn what_a_client_corrected_stays_while_the_export_says_the_same(world: World) {
    world.import(&Export::good()).await;
    let own = ana_corrects(&world, |own| {
        own.plan = "Choice POS III".to_owned();
        own.member_id = "W999".to_owned();
        own.group_number = Some("0451".to_owned());
        own.subscriber = Subscriber::Child(insured("Robert", "Rivera"));
        own.to = Some(day("2025-12-31"));
    })
    .await;
    for _ in 0..2 {
        let coverages = world.import(&Export::good()).await.coverages;
        assert_eq!(coverages, Tally { created: 0, changed: 0, unchanged: 2 });
        assert_eq!((card(&world).await, asked(&world).await), (own.clone(), vec![]));
    }
}

async fn what_the_export_changes_alone_is_taken_over(world: World) {
    world.import(&Export::good()).await;
    let before = card(&world).await;
    let said = saying("plan", "Choice POS III").cell("coverages.csv", "cov-1", "effective_to", "2025-12-31");
    assert_eq!(world.import(&said).await.coverages, Tally { created: 0, changed: 1, unchanged: 1 });
    let now = card(&world).await;
    assert_eq!((now.plan.as_str(), now.to), ("Choice POS III", Some(day("2025-12-31"))));
    assert_eq!(now.version, before.version + 1, "whoever saw it before sees something else");
    assert_eq!(now.exported, Some(now.particulars()));
    assert_eq!(asked(&world).await, []);
}

async fn what_both_changed_stays_as_it_is_in_the_desk_and_support_is_asked_once(world: World) {
    world.import(&Export::good()).await;
    let own = ana_corrects(&world, |own| own.member_id = "W999".to_owned()).await;
    let number =
        |export: &str| DisputedDetail::MemberId { desk: "W999".to_owned(), export: export.to_owned() };
    for _ in 0..2 {
        world.import(&saying("member_id", "W888")).await;
        assert_eq!(card(&world).await.member_id, own.member_id);
        assert_eq!(asked(&world).await, [number("W888")], "once, however often it comes");
    }
    world.import(&saying("member_id", "W777")).await;
    assert_eq!(asked(&world).await, [number("W777")], "what it says by now");
    // The practice takes it over, as it writes such numbers.
    world.import(&saying("member_id", "w-999")).await;
    assert_eq!((card(&world).await.member_id.as_str(), asked(&world).await), ("w-999", vec![]));
    world.import(&Export::good()).await;
    assert_eq!(card(&world).await.member_id, "W231455678", "from then on the export may change it again");
}

async fn a_row_that_takes_over_what_was_made_in_the_desk_makes_no_second_coverage(world: World) {
    world.import(&Export::good()).await;
    let made = ana_adds(&world, |own| {
        own.member_id = "W555 666".to_owned();
        own.from = day("2026-01-01");
    })
    .await;
    let row = "cov-9,ana,aetna,CHOICE POS II,w555-666,,Ana Rivera,self,primary,2026-01-02,";
    let export = || Export::good().row("coverages.csv", row);
    assert_eq!(world.import(&export()).await.coverages, Tally { created: 0, changed: 1, unchanged: 2 });
    let now = of_ana(&world).await;
    let [taken, first] = &now[..] else { panic!("two coverages, not {now:?}") };
    assert_eq!((taken.id, taken.external_key.as_deref(), taken.from), (made.id, Some("cov-9"), made.from));
    assert_eq!((taken.plan.as_str(), taken.member_id.as_str()), ("CHOICE POS II", "w555-666"));
    assert_eq!(first.external_key.as_deref(), Some("cov-1"));
    let days = DisputedDetail::CoveredFrom { desk: made.from, export: day("2026-01-02") };
    assert_eq!(asked(&world).await, [days]);
    assert_eq!(world.import(&export()).await.coverages, Tally { created: 0, changed: 0, unchanged: 3 });
    world.import(&export().cell("coverages.csv", "cov-9", "effective_from", "2026-01-01")).await;
    assert_eq!(asked(&world).await, []);
}

async fn a_practice_that_writes_the_new_plan_over_the_row_of_the_old_one_makes_no_second_and_loses_no_first(
    world: World,
) {
    let payer = "other,lake,Other Health,medicaid,,";
    let before = || Export::good().row("payers.csv", payer);
    world.import(&before()).await;
    let reader = world.store.reader();
    let all = payers::of_practice(&reader, world.practice().await).await.expect("read");
    let other = all.iter().find(|it| it.external_key == "other").expect("there").id;
    // Ana says that she has another plan from January on, by which the present one ends, and support is told.
    let made = ana_adds(&world, |own| {
        (own.payer, own.member_id, own.from) = (other, "W555".to_owned(), day("2026-01-01"));
        own.group_number = None;
    })
    .await;
    let mut old = of_ana(&world).await.into_iter().find(|it| it.id != made.id).expect("the first");
    old.to = Some(day("2025-12-31"));
    old.version = world.store.write(async |unit| coverages::save(unit, &old).await).await;
    let news = |it: &Coverage, change| CoverageNews { coverage: it.id, payer: String::new(), change };
    let ended = news(&old, CoverageChange::Ended { to: day("2025-12-31") });
    let (position, from) = (Position::Primary, made.from);
    let added = news(&made, CoverageChange::Added { position, from, to: None });
    let task = Task {
        id: world.ids.make(),
        practice: old.practice,
        client: Some(old.client),
        subject: Subject::Client(old.client),
        team: Team::ClientSupport,
        reason: TaskReason::CoverageChanged { changes: vec![ended, added] },
        created_at: now(),
        resolved: None,
    };
    assert!(world.store.write(async |unit| tasks::open(unit, &task).await).await);

    let written_over = || {
        before()
            .cell("coverages.csv", "cov-1", "payer_id", "other")
            .cell("coverages.csv", "cov-1", "member_id", "W555")
            .cell("coverages.csv", "cov-1", "group_number", "")
            .cell("coverages.csv", "cov-1", "effective_from", "2026-01-01")
    };
    world.import(&written_over()).await;
    for _ in 0..2 {
        let now = of_ana(&world).await;
        let [new, first] = &now[..] else { panic!("two coverages, not {now:?}") };
        assert_eq!((new.id, new.external_key.as_deref(), new.term()), (made.id, Some("cov-1"), made.term()));
        assert_eq!((first.id, &first.external_key, first.term()), (old.id, &None, old.term()));
        assert_eq!((first.payer, first.member_id.as_str()), (old.payer, old.member_id.as_str()));
        assert_eq!(asked(&world).await, [], "nothing is left to be written over there");
        let again = world.import(&written_over()).await.coverages;
        assert_eq!((again.created, again.changed), (0, 0));
    }
    // Back again, it is the first plan that the row is about, and its end is the one that Ana said.
    world.import(&before()).await;
    let now = of_ana(&world).await;
    assert_eq!(now.iter().find(|it| it.id == old.id).and_then(|it| it.to), old.to);
    let key = |id| now.iter().find(|it| it.id == id).and_then(|it| it.external_key.as_deref());
    assert_eq!((now.len(), key(old.id), key(made.id)), (2, Some("cov-1"), None));
}

const OTHER: &str = "other,lake,Other Health,medicaid,,";

/// Another plan over the row of Ana's.
fn moved_on() -> Export {
    Export::good()
        .row("payers.csv", OTHER)
        .cell("coverages.csv", "cov-1", "payer_id", "other")
        .cell("coverages.csv", "cov-1", "member_id", "W555")
        .cell("coverages.csv", "cov-1", "effective_from", "2026-01-01")
}

async fn a_plan_whose_row_another_was_written_over_is_the_same_under_another_id(world: World) {
    world.import(&Export::good()).await;
    two_rows_are_two_plans(&world, &card(&world).await, None).await;
}

async fn so_it_is_where_the_client_said_that_it_ends(world: World) {
    world.import(&Export::good()).await;
    ana_corrects(&world, |own| own.to = Some(day("2025-12-31"))).await;
    two_rows_are_two_plans(&world, &card(&world).await, None).await;
}

async fn so_it_is_where_the_client_added_the_other_one(world: World) {
    world.import(&Export::good().row("payers.csv", OTHER)).await;
    ana_corrects(&world, |own| own.to = Some(day("2025-12-31"))).await;
    let all = payers::of_practice(&world.store.reader(), world.practice().await).await.expect("read");
    let other = all.iter().find(|it| it.external_key == "other").expect("there").id;
    let old = card(&world).await;
    let made = ana_adds(&world, |own| {
        (own.payer, own.member_id, own.from, own.to) = (other, "W555".to_owned(), day("2026-01-01"), None);
    })
    .await;
    two_rows_are_two_plans(&world, &old, Some(&made)).await;
}

/// The practice writes another plan over the row of the `old` one, and gives that one another id.
async fn two_rows_are_two_plans(world: &World, old: &Coverage, made: Option<&Coverage>) {
    let old_row = "cov-9,ana,aetna,Choice POS II,W231455678,,Ana Rivera,self,primary,2025-01-01,";
    for _ in 0..2 {
        world.import(&moved_on().row("coverages.csv", old_row)).await;
        let now = of_ana(world).await;
        let [new, first] = &now[..] else { panic!("two coverages, not {now:#?}") };
        assert_eq!((first.id, first.external_key.as_deref()), (old.id, Some("cov-9")));
        assert_eq!((first.term(), &first.member_id), (old.term(), &old.member_id));
        assert_eq!((new.external_key.as_deref(), new.member_id.as_str()), (Some("cov-1"), "W555"));
        assert!(made.is_none_or(|made| made.id == new.id), "{new:?}");
        assert_eq!(asked(world).await, []);
    }
}

async fn a_whole_row_in_dispute_is_asked_about_with_both_payers(world: World) {
    world.import(&Export::good()).await;
    let own = ana_corrects(&world, |own| own.to = Some(day("2025-12-31"))).await;
    for _ in 0..2 {
        world.import(&moved_on()).await;
        let asked = asked(&world).await;
        let payer = DisputedDetail::Payer { desk: "Aetna".to_owned(), export: "Other Health".to_owned() };
        assert_eq!((asked.first(), asked.len()), (Some(&payer), 4), "{asked:?}");
        assert_eq!(card(&world).await.payer, own.payer);
    }
    // The practice writes the first plan into its row again.
    let ended = saying("effective_to", "2025-12-31");
    world.import(&ended.row("payers.csv", OTHER)).await;
    assert_eq!(asked(&world).await, []);
}

async fn what_never_began_takes_no_row_from_what_did(world: World) {
    world.import(&Export::good()).await;
    // Ana adds a plan, and once more with another group: of the first nothing is left.
    let never = ana_adds(&world, |own| {
        own.member_id = "W555".to_owned();
        (own.from, own.to) = (day("2026-01-01"), Some(day("2025-12-31")));
    })
    .await;
    let holds = ana_adds(&world, |own| {
        own.member_id = "W555".to_owned();
        (own.from, own.to) = (day("2026-01-02"), None);
    })
    .await;
    let row = "cov-9,ana,aetna,Choice POS II,W555,,Ana Rivera,self,primary,2026-01-01,";
    world.import(&Export::good().row("coverages.csv", row)).await;
    let now = of_ana(&world).await;
    let key = |id| now.iter().find(|it| it.id == id).and_then(|it| it.external_key.as_deref());
    assert_eq!((now.len(), key(never.id), key(holds.id)), (3, None, Some("cov-9")));
}

async fn of_two_rows_for_one_card_only_the_nearer_takes_it_over(world: World) {
    world.import(&Export::good()).await;
    let near = ana_adds(&world, |own| {
        own.member_id = "W555".to_owned();
        own.from = day("2026-01-01");
    })
    .await;
    let far = ana_adds(&world, |own| {
        own.member_id = "W555".to_owned();
        own.from = day("2027-01-01");
    })
    .await;
    // Another place, payer or number is another coverage.
    let rows = [
        "cov-8,ana,aetna,Choice POS II,W556,,Ana Rivera,self,primary,2026-01-01,",
        "cov-9,ana,aetna,Choice POS II,W555,,Ana Rivera,self,primary,2026-01-01,",
        "cov-10,ana,aetna,Choice POS II,W555,,Ana Rivera,self,secondary,2026-01-01,",
    ];
    let export = rows.iter().fold(Export::good(), |export, row| export.row("coverages.csv", row));
    assert_eq!(world.import(&export).await.coverages, Tally { created: 2, changed: 1, unchanged: 2 });
    let now = of_ana(&world).await;
    let key = |id| now.iter().find(|it| it.id == id).and_then(|it| it.external_key.clone());
    assert_eq!((key(near.id).as_deref(), key(far.id)), (Some("cov-9"), None));
    assert_eq!(now.iter().filter(|it| it.position == Position::Secondary).count(), 1);
}

async fn whoever_the_subscriber_is_comes_in_parts_with_the_day_of_birth(world: World) {
    let child =
        || saying("relationship", "child").cell("coverages.csv", "cov-1", "subscriber", "Robert Rivera");
    let born = |cell| child().column("coverages.csv", "subscriber_date_of_birth", "cov-1", cell);
    let robert = |born| Subscriber::Child(insured("Robert", "Rivera").born(born));
    world.import(&Export::good()).await;
    assert_eq!(card(&world).await.subscriber, Subscriber::Myself);
    world.import(&child()).await;
    assert_eq!(card(&world).await.subscriber, robert(None));
    world.import(&born("5/4/1961")).await;
    // A file without the column says nothing of it, nor does a cell that cannot be right.
    for export in [child(), born("61")] {
        world.import(&export).await;
        assert_eq!(card(&world).await.subscriber, robert(Some(day("1961-05-04"))));
    }
    only(
        &warnings(&born("61")),
        "coverages.csv, line 2, column subscriber_date_of_birth",
        &["write the day"],
    );
    world.import(&born("")).await;
    assert_eq!(card(&world).await.subscriber, robert(None));
}

async fn numbers_for_the_eligibility_service_come_with_the_export(world: World) {
    let npi = |cell| Export::good().column("practices.csv", "npi", "lake", cell);
    let payer = |cell| Export::good().column("payers.csv", "eligibility_id", "aetna", cell);
    for (export, column, why) in [
        (npi("1234567890"), "practices.csv, line 2, column npi", "last digit"),
        (npi("123"), "practices.csv, line 2, column npi", "ten digits"),
        (payer("60 054"), "payers.csv, line 2, column eligibility_id", "1 to 80 letters"),
        (payer("6.0E+04"), "payers.csv, line 2, column eligibility_id", "scientific notation"),
    ] {
        only(&warnings(&export), column, &[why]);
    }
    world.import(&npi("1234567893.0")).await;
    world.import(&payer("00540")).await;
    world.import(&Export::good()).await;
    let reader = world.store.reader();
    let practice = practices::find(&reader, world.practice().await).await.expect("read").expect("there");
    assert_eq!(practice.npi.as_ref().map(domain::npi::Npi::as_str), Some("1234567893"));
    let payers = payers::of_practice(&reader, practice.id).await.expect("read");
    let aetna = payers.iter().find(|it| it.external_key == "aetna").expect("there");
    assert_eq!(aetna.eligibility_id.as_ref().map(|it| it.as_str()), Some("00540"));
}
