//! People whose rows change, and what their payers forbid.

use domain::client::Details;
use domain::contact::Email;
use domain::phone::PhoneOnFile;
use domain::task::{DisputedDetail, TaskReason, Team};
use domain::testing::{at, on_file};
use domain::{ChargeId, ClientId};
use server::import;
use store::tasks::{self, TaskFilter};
use store::{Tally, charges, client_providers, clients, payment_methods};
use test_support::{Export, Fresh, Kind, on_both};

use crate::world::World;

on_both!(
    a_new_address_is_tried_even_if_the_old_one_was_refused,
    the_same_address_in_a_later_export_is_tried_again,
    a_number_that_the_client_changed_stays_while_the_export_says_the_same,
    a_number_that_the_export_changes_too_stays_as_the_client_changed_it_and_support_is_asked_once,
    a_number_changed_at_the_same_moment_as_the_import_writes_another_stays,
    a_file_without_numbers_takes_none_away,
    a_number_that_is_changed_while_an_import_is_on_its_way_stays,
    a_provider_who_is_no_longer_named_no_longer_sees_the_client,
    a_card_that_takes_the_place_of_another_is_the_default,
    a_fee_is_refused_where_the_payer_on_the_day_forbids_it,
    a_fee_is_refused_by_a_coverage_that_only_the_desk_knows,
    a_fee_that_was_allowed_when_it_was_imported_stays,
);

fn email(text: &str) -> Email {
    Email::parse(text).expect("an address")
}

/// The address of Ana was refused, and the worker found nobody to tell of the charge that is due soon.
async fn refused(world: &World) -> (ClientId, ChargeId) {
    let (ana, soon) = (world.client("ana").await, world.charge("soon").await);
    let unit = world.store.begin().await.expect("a unit");
    clients::refuse_email(&unit, ana, &email("ana@mail.example")).await.expect("refused");
    charges::defer(&unit, soon.id, soon.version, None).await.expect("deferred");
    unit.commit().await.expect("committed");
    (ana, soon.id)
}

async fn reachable_at(world: &World, client: ClientId) -> Option<Email> {
    let client = clients::find(&world.store.reader(), client).await.expect("read").expect("there");
    client.reachable_at().cloned()
}

async fn a_new_address_is_tried_even_if_the_old_one_was_refused(world: World) {
    world.import(&Export::good()).await;
    let (ana, soon) = refused(&world).await;
    let summary = world.import(&Export::good().cell("clients.csv", "ana", "email", "ana@new.example")).await;
    assert_eq!(summary.clients, Tally { created: 0, changed: 1, unchanged: 1 });
    assert_eq!(reachable_at(&world, ana).await, Some(email("ana@new.example")));
    let due = charges::due(&world.store.reader(), at("2025-11-30T15:00:00Z"), 10).await.expect("due");
    assert_eq!(due, [soon]);
}

async fn the_same_address_in_a_later_export_is_tried_again(world: World) {
    world.import(&Export::good()).await;
    let (ana, soon) = refused(&world).await;
    assert_eq!(reachable_at(&world, ana).await, None);
    let summary = world.import(&Export::good()).await;
    assert_eq!(summary.clients, Tally { created: 0, changed: 0, unchanged: 2 }, "the row is no other");
    assert_eq!(reachable_at(&world, ana).await, Some(email("ana@mail.example")));
    let due = charges::due(&world.store.reader(), at("2025-11-30T15:00:00Z"), 10).await.expect("due");
    assert_eq!(due, [soon]);
    // Refused again, and written in another case meanwhile: the address is the same.
    refused(&world).await;
    world.import(&Export::good().cell("clients.csv", "ana", "email", "Ana@mail.example")).await;
    assert_eq!(reachable_at(&world, ana).await, Some(email("Ana@mail.example")));
}

async fn numbers(world: &World, key: &str) -> (Option<PhoneOnFile>, Option<PhoneOnFile>) {
    let id = world.client(key).await;
    let client = clients::find(&world.store.reader(), id).await.expect("read").expect("there");
    (client.phone, client.exported.phone)
}

async fn change_phone(world: &World, key: &str, to: Option<&PhoneOnFile>) {
    let (id, (seen, _)) = (world.client(key).await, numbers(world, key).await);
    let seen = Details { phone: seen, ..Details::default() };
    let to = Details { phone: to.cloned(), ..Details::default() };
    world.store.write(async |unit| clients::change_details(unit, id, &seen, &to).await).await;
}

async fn a_number_that_the_client_changed_stays_while_the_export_says_the_same(world: World) {
    let (unchanged, changed) =
        (Tally { created: 0, changed: 0, unchanged: 2 }, Tally { created: 0, changed: 1, unchanged: 1 });
    let exported = on_file("(917) 555-0118");
    world.import(&Export::good()).await;
    assert_eq!(numbers(&world, "ana").await, (Some(exported.clone()), Some(exported.clone())));
    for own in [Some(on_file("2125550119")), None] {
        change_phone(&world, "ana", own.as_ref()).await;
        // The same number, whatever else the row says and however it is written.
        let same = Export::good().cell("clients.csv", "ana", "phone", "917.555.0118");
        assert_eq!(world.import(&same).await.clients, unchanged);
        assert_eq!(numbers(&world, "ana").await, (own.clone(), Some(exported.clone())));
        for pronouns in ["they/them", "she/her"] {
            let same = Export::good().cell("clients.csv", "ana", "pronouns", pronouns);
            assert_eq!(world.import(&same).await.clients, changed);
            assert_eq!(numbers(&world, "ana").await, (own.clone(), Some(exported.clone())));
        }
    }
}

pub async fn details_asked(world: &World) -> Vec<DisputedDetail> {
    let filter = TaskFilter { team: Some(Team::ClientSupport), ..TaskFilter::default() };
    let tasks = tasks::list(&world.store.reader(), &filter).await.expect("read");
    let details = tasks.into_iter().map(|task| match task.reason {
        TaskReason::DetailDisputed { details } => details,
        other => panic!("about a client, not {other:?}"),
    });
    let details: Vec<_> = details.collect();
    assert!(details.len() <= 1, "one task names all: {details:?}");
    details.into_iter().flatten().collect()
}

async fn a_number_that_the_export_changes_too_stays_as_the_client_changed_it_and_support_is_asked_once(
    world: World,
) {
    let number = |cell: &str| Export::good().cell("clients.csv", "ana", "phone", cell);
    let [exported, own, other, third] =
        ["9175550118", "2125550119", "9175550120", "9175550121"].map(|it| Some(on_file(it)));
    world.import(&Export::good()).await;
    world.import(&number("9175550120")).await;
    assert_eq!(numbers(&world, "ana").await, (other.clone(), other.clone()), "only the export changed it");
    world.import(&Export::good()).await;

    change_phone(&world, "ana", own.as_ref()).await;
    for _ in 0..2 {
        world.import(&number("9175550120")).await;
        assert_eq!(numbers(&world, "ana").await, (own.clone(), other.clone()));
        let asked = DisputedDetail::Phone { desk: own.clone(), export: other.clone() };
        assert_eq!(details_asked(&world).await, [asked], "once, however often it comes");
    }
    // Another one is what support has to know now, and that there is none as well.
    world.import(&number("9175550121")).await;
    let asked = DisputedDetail::Phone { desk: own.clone(), export: third };
    assert_eq!(details_asked(&world).await, [asked]);
    world.import(&number("")).await;
    assert_eq!(numbers(&world, "ana").await, (own.clone(), None));
    assert_eq!(details_asked(&world).await, [DisputedDetail::Phone { desk: own.clone(), export: None }]);
    // Once both say the same, nobody has to ask any more, and the export may change it again.
    world.import(&number("212-555-0119")).await;
    assert_eq!(numbers(&world, "ana").await, (own.clone(), own));
    assert_eq!(details_asked(&world).await, []);
    world.import(&Export::good()).await;
    assert_eq!(numbers(&world, "ana").await, (exported.clone(), exported));
    assert_eq!(details_asked(&world).await, []);
}

async fn a_file_without_numbers_takes_none_away(world: World) {
    let without = || {
        let text = Export::good().text("clients.csv");
        Export::good().with(
            "clients.csv",
            text.replace("email,phone,", "email,")
                .replace("(917) 555-0118,", "")
                .replace("ben@mail.example,,", "ben@mail.example,"),
        )
    };
    world.import(&Export::good()).await;
    let before = numbers(&world, "ana").await;
    assert_eq!(world.import(&without()).await.clients, Tally { created: 0, changed: 0, unchanged: 2 });
    assert_eq!(numbers(&world, "ana").await, before);
    let anew = World::fresh(Kind::Sqlite).await;
    anew.import(&without()).await;
    assert_eq!(numbers(&anew, "ana").await, (None, None));
}

async fn a_number_that_is_changed_while_an_import_is_on_its_way_stays(world: World) {
    world.import(&Export::good()).await;
    let export = Export::good().cell("clients.csv", "ana", "pronouns", "they/them");
    let mut records = import::read(export.path()).expect("good files");
    let plan = world.compare(&mut records).await;
    let own = on_file("2125550119");
    change_phone(&world, "ana", Some(&own)).await;
    world.write(&plan).await.expect("imported");
    assert_eq!(numbers(&world, "ana").await, (Some(own), Some(on_file("9175550118"))));
}

async fn a_number_changed_at_the_same_moment_as_the_import_writes_another_stays(world: World) {
    world.import(&Export::good()).await;
    let export = Export::good().cell("clients.csv", "ana", "phone", "9175550120");
    let mut records = import::read(export.path()).expect("good files");
    let plan = world.compare(&mut records).await;
    let (own, other) = (Some(on_file("2125550119")), Some(on_file("9175550120")));
    change_phone(&world, "ana", own.as_ref()).await;
    world.write(&plan).await.expect("imported");
    assert_eq!(numbers(&world, "ana").await, (own.clone(), other.clone()));
    assert_eq!(details_asked(&world).await, [DisputedDetail::Phone { desk: own, export: other }]);
}

async fn a_provider_who_is_no_longer_named_no_longer_sees_the_client(world: World) {
    world.import(&Export::good()).await;
    let ben = world.client("ben").await;
    let (maya, sam) = (world.provider("maya").await, world.provider("sam").await);
    let providers = async || {
        let mut found = client_providers::of_client(&world.store.reader(), ben).await.expect("read");
        found.sort();
        found
    };
    let mut both = vec![maya, sam];
    both.sort();
    assert_eq!(providers().await, both);
    let export = Export::good().cell("clients.csv", "ben", "provider_ids", "sam");
    assert_eq!(world.import(&export).await.clients, Tally { created: 0, changed: 1, unchanged: 1 });
    assert_eq!(providers().await, [sam]);
    assert_eq!(world.import(&export).await.clients, Tally { created: 0, changed: 0, unchanged: 2 });
}

async fn a_card_that_takes_the_place_of_another_is_the_default(world: World) {
    world.import(&Export::good()).await;
    let file = "payment_methods.csv";
    let text = Export::good().text(file).replace("pm_card_visa_ana", "pm_card_visa_ana_new");
    world.import(&Export::good().with(file, text)).await;
    let ana = world.client("ana").await;
    let cards = payment_methods::of_client(&world.store.reader(), ana).await.expect("read");
    let cards: Vec<_> = cards.iter().map(|card| (card.processor_method.as_str(), card.is_default)).collect();
    assert_eq!(cards, [("pm_card_visa_ana_new", true), ("pm_card_visa_ana", false)]);
}

/// A fee for a session that Ben missed on this day. State Medicaid covers him until the end of June.
fn missed_by_ben(export: Export, day: &str) -> Export {
    let row =
        format!("missed,ben,sam,{day},10:00,90834,,no_show_fee,waived,75.00,,,,,,,,,,,,,,,,,{day},Courtesy");
    export.row("charges.csv", &row)
}

async fn a_fee_is_refused_where_the_payer_on_the_day_forbids_it(world: World) {
    let problems = world.refused(&missed_by_ben(Export::good(), "2025-06-30")).await;
    let [problem] = &problems[..] else { panic!("one problem, not {problems:#?}") };
    assert!(problem.starts_with("charges.csv, line 10, column kind: State Medicaid"), "{problem}");
    // Beside other problems it is named without a look at the database.
    let also = missed_by_ben(Export::good(), "2025-06-30")
        .cell("clients.csv", "ana", "date_of_birth", "?")
        .problems();
    assert_eq!(also.len(), 2, "{also:#?}");
    assert_eq!(&also[1], problem);
    world.import(&missed_by_ben(Export::good(), "2025-07-01")).await;
}

async fn a_fee_is_refused_by_a_coverage_that_only_the_desk_knows(world: World) {
    world.import(&Export::good()).await;
    let header = Export::good().text("coverages.csv").lines().next().expect("a header").to_owned();
    let export = missed_by_ben(Export::good(), "2025-06-30").with("coverages.csv", header);
    assert!(world.refused(&export).await[0].contains("State Medicaid"));
}

async fn a_fee_that_was_allowed_when_it_was_imported_stays(world: World) {
    let allowed = || {
        let export = missed_by_ben(Export::good(), "2025-06-30");
        export.cell("payers.csv", "medicaid", "attendance_fees_allowed", "true")
    };
    world.import(&allowed()).await;
    let forbidden = allowed().cell("payers.csv", "medicaid", "attendance_fees_allowed", "false");
    let summary = world.import(&forbidden).await;
    assert_eq!(summary.payers, Tally { created: 0, changed: 1, unchanged: 1 });
    assert_eq!(summary.charges, Tally { created: 0, changed: 0, unchanged: 9 });
}
