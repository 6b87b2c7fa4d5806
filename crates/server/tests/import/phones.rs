//! Telephone numbers of clients, as systems and people write them.

use store::clients;
use test_support::{Export, on_both, only};

use crate::odd::warnings;
use crate::world::World;

on_both! {
    a_number_is_kept_however_it_is_written_and_text_is_kept_as_written,
    a_number_with_something_unseen_in_it_leaves_the_one_before,
}

fn with(phone: &str) -> Export {
    Export::good().cell("clients.csv", "ana", "phone", phone)
}

async fn kept(world: &World) -> Option<String> {
    let id = world.client("ana").await;
    let ana = clients::find(&world.store.reader(), id).await.expect("a read").expect("she is there");
    ana.phone.map(|phone| phone.to_string())
}

const PLACE: &str = "clients.csv, line 2, column phone";

async fn a_number_is_kept_however_it_is_written_and_text_is_kept_as_written(world: World) {
    for (written, number) in [
        ("(917) 555-0161 x3", "(917) 555-0161 ext. 3"),
        ("917-555-0161 ext 4", "(917) 555-0161 ext. 4"),
        ("+52 55 5555 0161", "+525555550161"),
        ("917\u{2011}555\u{2011}0161", "(917) 555-0161"),
        ("\u{202A}(917) 555-0162\u{202C}", "(917) 555-0162"),
        ("(917)\u{A0}555-0163", "(917) 555-0163"),
    ] {
        assert_eq!(warnings(&with(written)), Vec::<String>::new(), "{written:?}");
        world.import(&with(written)).await;
        assert_eq!(kept(&world).await.as_deref(), Some(number), "{written:?}");
    }
    for written in ["917.555.0161 / 646.555.0171", "evenings only", "555-0161"] {
        only(&warnings(&with(written)), PLACE, &["no telephone number", "kept as written"]);
        world.import(&with(written)).await;
        assert_eq!(kept(&world).await.as_deref(), Some(written));
    }
}

async fn a_number_with_something_unseen_in_it_leaves_the_one_before(world: World) {
    world.import(&with("(917) 555-0161")).await;
    let odd = with("(917) 555\u{AD}-0162");
    only(&warnings(&odd), PLACE, &["U+00AD", "nothing is changed by this cell"]);
    world.import(&odd).await;
    assert_eq!(kept(&world).await.as_deref(), Some("(917) 555-0161"));
}
