//! A large export with bad rows of all kinds.

use store::Tally;
use test_support::{Blemished, Fresh, Kind, asked_for};

use crate::world::World;

#[tokio::test]
async fn of_a_large_export_what_is_right_comes_in_and_the_rest_once_it_is_corrected() {
    let world = World::fresh(Kind::Sqlite).await;
    let charges = usize::try_from(asked_for("TEST_ROWS", 2_500)).expect("a size");
    let blemished = Blemished::of(charges);
    let folder = tempfile::tempdir().expect("a folder");
    let (file, still) = (folder.path().join("refused.csv"), folder.path().join("still.csv"));
    let summary = world.setting_aside(blemished.export.path(), &file).await.expect("imported");
    let aside = summary.set_aside.as_ref().expect("asked for");
    let created = usize::try_from(summary.total().created).expect("a number");
    assert_eq!(created + usize::try_from(summary.aside()).expect("a number"), blemished.rows);
    assert_eq!(aside.problems.len(), blemished.wrong, "{aside}");
    let printed = format!("{aside}\n{summary}");
    assert!(printed.lines().count() <= 24, "one screen, not {printed}");

    blemished.correct(&file);
    let summary = world.setting_aside(&file, &still).await.expect("imported");
    assert_eq!(summary.aside(), 0, "{:#?}", summary.set_aside);
    let again = world.import(&blemished.good).await.total();
    assert_eq!(Tally { unchanged: 0, ..again }, Tally::default());
}
