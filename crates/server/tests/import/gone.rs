//! Who is gone from an export, and when that is taken for a mistake.

use domain::audit::Action;
use domain::login::{Closed, Login, Person};
use server::import::{self, ImportError, Missing, Summary};
use store::people::{self, Sort};
use store::{audit, charges, client_providers, logins};
use test_support::{Export, lines, on_both};

use crate::sign_ins::sign_in;
use crate::world::{World, now};

on_both!(
    who_is_gone_loses_access_and_nothing_else,
    who_is_back_where_somebody_else_signs_in_by_now_stays_out,
    who_never_could_sign_in_goes_without_a_word,
    another_practice_loses_nobody,
    nobody_loses_access_because_their_row_was_refused,
    a_file_without_most_of_those_who_can_sign_in_is_refused,
    access_that_was_ended_by_hand_stays_so,
);

/// With clients who have no charges, besides Ana and Ben.
fn with_clients(keys: impl IntoIterator<Item = usize>) -> Export {
    keys.into_iter().fold(Export::good(), |export, n| {
        export.row("clients.csv", &format!("c{n},lake,sam,Cy,Young,,,1990-01-01,c{n}@mail.example,,"))
    })
}

async fn client(world: &World, key: &str) -> Person {
    Person::Client(world.client(key).await)
}

async fn login(world: &World, person: Person) -> Login {
    logins::of_person(&world.store.reader(), person).await.expect("read").expect("a sign-in")
}

async fn nobody_loses_access_because_their_row_was_refused(world: World) {
    world.import(&with_clients([1, 2])).await;
    let (cy, young) = (client(&world, "c1").await, client(&world, "c2").await);
    sign_in(&world, cy, "c1@mail.example").await;
    sign_in(&world, young, "c2@mail.example").await;
    let row = |key: &str, born: &str| {
        Export::good()
            .row("clients.csv", &format!("{key},lake,sam,Cy,Young,,,{born},c1@mail.example,,"))
            .row("clients.csv", "c2,lake,sam,Cy,Young,,,1990-01-01,c2@mail.example,,")
    };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("refused.csv");
    for (why, export) in [
        ("a cell cannot be right", row("c1", "?")),
        ("the id was changed, and they are there", row("C1", "1990-01-01")),
        ("both", row("C1", "?")),
        (
            "the id was changed, and rows mean them by the one that they have",
            row("C1", "1990-01-01")
                .row("coverages.csv", "cov-9,c1,aetna,Choice,W9,,Cy Young,self,primary,2025-01-01,")
                .row(
                    "charges.csv",
                    &Export::good()
                        .text("charges.csv")
                        .lines()
                        .last()
                        .expect("a row")
                        .replace("own,ben", "new,c1"),
                ),
        ),
        ("the id cannot be read", row("1.2E+11", "1990-01-01")),
        ("the row has too few cells", with_clients([2]).row("clients.csv", "c1,lake")),
        ("a quote swallows it", with_clients([2, 1]).cell("clients.csv", "c2", "pronouns", "\"she")),
        (
            "its practice cannot be right",
            row("c1", "1990-01-01").cell("practices.csv", "lake", "time_zone", "?"),
        ),
    ] {
        let summary = world.setting_aside(export.path(), &file).await.expect("imported");
        assert!(summary.aside() > 0, "{why}");
        assert_eq!(summary.access, import::AccessChanges::default(), "{why}");
    }
    // Beside a row that is refused, somebody else is gone all the same.
    let gone = row("c1", "?").without_row("clients.csv", "c2");
    let summary = world.setting_aside(gone.path(), &file).await.expect("imported");
    assert_eq!(told(&summary.access.ended), ["client c2 of lake"]);
    // What is imported of the file is not the whole list.
    let text = std::fs::read_to_string(&file).expect("text").replace(",?,", ",1990-01-01,");
    std::fs::write(&file, text).expect("written");
    let still = folder.path().join("still.csv");
    let summary = world.setting_aside(&file, &still).await.expect("imported");
    assert_eq!(
        (summary.access, summary.set_aside.map(|it| it.total())),
        (import::AccessChanges::default(), Some(0))
    );
}

async fn meant(world: &World, export: &Export, missing: Missing) -> Result<Summary, ImportError> {
    let records = import::read(export.path()).unwrap_or_else(|problems| panic!("{problems}"));
    let (mut make_id, bar) = (|| world.ids.uuid(), indicatif::ProgressBar::hidden());
    import::apply(&world.store, &mut records.taking(missing), now(), &mut make_id, &bar).await
}

fn told(people: &[import::WhoChanged]) -> Vec<String> {
    people.iter().map(ToString::to_string).collect()
}

async fn who_is_gone_loses_access_and_nothing_else(world: World) {
    world.import(&with_clients([1])).await;
    let cy = client(&world, "c1").await;
    let Person::Client(id) = cy else { panic!("a client") };
    sign_in(&world, cy, "c1@mail.example").await;
    let gone = world.import(&with_clients([1]).without_row("clients.csv", "c1")).await;
    assert_eq!(
        (told(&gone.access.ended), gone.access.restored),
        (vec!["client c1 of lake".to_owned()], vec![])
    );
    assert_eq!(login(&world, cy).await.closed, Some(Closed::Gone));
    let reader = world.store.reader();
    assert!(people::find(&reader, cy).await.expect("read").expect("known").is_gone);
    assert_eq!(client_providers::of_client(&reader, id).await.expect("read"), [world.provider("sam").await]);
    assert_eq!(world.import(&Export::good()).await.access, import::AccessChanges::default(), "told once");

    let back = world.import(&with_clients([1])).await;
    assert_eq!(told(&back.access.restored), ["client c1 of lake"]);
    assert_eq!(back.clients.changed, 0);
    assert_eq!(login(&world, cy).await.closed, None);
    let record = audit::of_client(&reader, id, None, 10).await.expect("the record");
    let actions: Vec<Action> = record.into_iter().map(|entry| entry.action).collect();
    assert_eq!(actions, [Action::AccessRestored, Action::AccessEnded]);
}

async fn who_is_back_where_somebody_else_signs_in_by_now_stays_out(world: World) {
    world.import(&with_clients([1])).await;
    let cy = client(&world, "c1").await;
    sign_in(&world, cy, "c1@mail.example").await;
    world.import(&Export::good().cell("clients.csv", "ben", "email", "c1@mail.example")).await;
    let ben = client(&world, "ben").await;
    sign_in(&world, ben, "c1@mail.example").await;
    let back = world.import(&with_clients([1])).await;
    assert_eq!(told(&back.access.in_the_way), ["client c1 of lake"]);
    assert_eq!(login(&world, cy).await.closed, Some(Closed::Gone));
    assert_eq!(login(&world, ben).await.closed, None);
}

async fn who_never_could_sign_in_goes_without_a_word(world: World) {
    world.import(&with_clients(1..=8)).await;
    let summary = world.import(&Export::good()).await;
    assert_eq!(summary.access, import::AccessChanges::default());
    let found = people::of_practice(&world.store.reader(), world.practice().await, Sort::Client).await;
    assert_eq!(found.expect("read").iter().filter(|it| it.is_gone).count(), 8);
}

async fn another_practice_loses_nobody(world: World) {
    world.import(&Export::good()).await;
    let ana = client(&world, "ana").await;
    sign_in(&world, ana, "ana@mail.example").await;
    let files =
        ["staff.csv", "payers.csv", "clients.csv", "coverages.csv", "payment_methods.csv", "charges.csv"];
    let text = Export::good().text("practices.csv").replace("lake,Lakeside", "hill,Hillside");
    let hill = files.iter().fold(Export::good().with("practices.csv", text), |it, file| it.emptied(file));
    assert_eq!(world.import(&hill).await.access, import::AccessChanges::default());
    assert_eq!(login(&world, ana).await.closed, None);
}

async fn a_file_without_most_of_those_who_can_sign_in_is_refused(world: World) {
    world.import(&with_clients(1..=11)).await;
    for n in 1..=11 {
        sign_in(&world, client(&world, &format!("c{n}")).await, &format!("c{n}@mail.example")).await;
    }
    let soon = world.charge("soon").await;
    // Six of eleven.
    let most = with_clients(1..=5).cell("charges.csv", "soon", "first_day", "2025-12-09");
    let problems = world.refused(&most).await;
    let [problem] = &problems[..] else { panic!("one problem, not {problems:#?}") };
    assert!(
        problem.starts_with("clients.csv: 6 of 11 people of lake who can sign in are missing"),
        "{problem}"
    );
    assert_eq!(charges::find(&world.store.reader(), soon.id).await.expect("read"), Some(soon.clone()));
    assert_eq!(login(&world, client(&world, "c11").await).await.closed, None, "nothing was written");
    // Five of eleven are fewer than half, and then five of six are few.
    assert_eq!(world.import(&with_clients(1..=6)).await.access.ended.len(), 5);
    assert_eq!(world.import(&with_clients(1..=1)).await.access.ended.len(), 5);
    assert_eq!(world.import(&with_clients(1..=11)).await.access.restored.len(), 10);

    let partial = meant(&world, &most, Missing::NothingSaid).await.expect("imported");
    assert_eq!(partial.access, import::AccessChanges::default());
    let all = meant(&world, &most, Missing::GoneHoweverMany).await.expect("imported");
    assert_eq!(all.access.ended.len(), 6);
    let files = ["clients.csv", "coverages.csv", "payment_methods.csv", "charges.csv"];
    let nobody = files.iter().fold(Export::good(), |it, file| it.emptied(file));
    let Err(ImportError::Refused(problems)) = meant(&world, &nobody, Missing::Gone).await else {
        panic!("refused")
    };
    assert!(lines(&problems)[0].starts_with("clients.csv: 5 of 5 people"), "{problems}");
}

async fn access_that_was_ended_by_hand_stays_so(world: World) {
    world.import(&with_clients([1])).await;
    let cy = client(&world, "c1").await;
    let id = sign_in(&world, cy, "c1@mail.example").await.id;
    let unit = world.store.begin().await.expect("a unit");
    logins::close(&unit, &[id], Closed::Revoked).await.expect("closed");
    unit.commit().await.expect("committed");
    for export in [Export::good(), with_clients([1])] {
        assert_eq!(world.import(&export).await.access, import::AccessChanges::default());
        assert_eq!(login(&world, cy).await.closed, Some(Closed::Revoked));
    }
}
