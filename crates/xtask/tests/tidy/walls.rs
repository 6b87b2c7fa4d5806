//! Which module must not know of which. By hand: the tools for this stop at crates, and most of these walls are within one.

use std::collections::BTreeMap;

use crate::files::{all, none};
use crate::metadata::metadata;
use crate::references::{Reference, is_in, module_of, references};

/// What each crate of ours may know of the others. The compiler holds it; this holds the manifests.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("texts", &["domain"]),
    ("wire", &["domain"]),
    ("store", &["domain"]),
    ("photos", &[]),
    ("documents", &[]),
    ("upstream", &[]),
    ("processor", &["domain", "upstream"]),
    ("processor-simulator", &["processor"]),
    ("eligibility", &["domain", "upstream"]),
    ("eligibility-simulator", &[]),
    (
        "server",
        &[
            "documents",
            "domain",
            "eligibility",
            "eligibility-simulator",
            "photos",
            "processor",
            "processor-simulator",
            "store",
            "texts",
            "wire",
        ],
    ),
    (
        "test-support",
        &["domain", "eligibility", "photos", "processor", "processor-simulator", "server", "store", "wire"],
    ),
    ("almoner-app", &["domain", "texts", "wire"]),
    ("splitter", &[]),
    ("xtask", &[]),
];

/// Modules that must not use some places, though the compiler would let them.
struct Wall {
    inside: &'static str,
    never: &'static [&'static str],
    /// Parts of `inside` that may, or parts of `never` that anybody may.
    but_for: &'static [&'static str],
    because: &'static str,
}

const WALLS: &[Wall] = &[
    Wall {
        inside: "wire",
        never: &["axum", "http", "leptos", "sea_orm"],
        but_for: &[],
        because: "bodies and paths are the same on both sides",
    },
    Wall {
        inside: "processor_simulator",
        never: &["domain", "processor", "store"],
        but_for: &["processor::wire"],
        because: "it stands for somebody else's service",
    },
    Wall {
        inside: "server::http",
        never: &["store", "sea_orm", "server::mail"],
        but_for: &[],
        because: "handlers translate; a service decides",
    },
    Wall {
        inside: "server::service",
        never: &["axum", "http", "server::http", "wire"],
        but_for: &[],
        because: "a decision is the same whoever asks for it, and how",
    },
    Wall {
        inside: "server::payments",
        never: &["axum", "http", "server::http", "server::worker"],
        but_for: &[],
        because: "a payment goes one way, whoever sets it going",
    },
    Wall {
        inside: "server::work",
        never: &["axum", "http", "server::http", "server::payments", "server::worker", "wire"],
        but_for: &[],
        because: "a unit of work writes what others decide",
    },
    Wall {
        inside: "server::worker",
        never: &["axum", "server::http"],
        but_for: &[],
        because: "work that is due is done without anybody asking",
    },
    Wall {
        inside: "server",
        never: &["store::session_codes"],
        but_for: &["server::service::superbills", "server::import::charges"],
        because: "what a session was for is on its client's superbill and nowhere else",
    },
    Wall {
        inside: "app::ui",
        never: &[
            "app::api",
            "app::app",
            "app::data",
            "app::pages",
            "app::session",
            "app::text",
            "domain",
            "gloo_net",
            "texts",
            "wire",
        ],
        but_for: &[],
        because: "these parts know nothing of billing",
    },
    Wall {
        inside: "app::pages",
        never: &["app::app", "any_spawner", "leptos::task"],
        but_for: &[],
        because: "a page owns its content; what it asks for and sends goes through `data`",
    },
    Wall {
        inside: "app",
        never: &["gloo_net"],
        but_for: &["app::api"],
        because: "one place speaks with the server",
    },
];

const PAGES: &str = "app::pages";

/// What a page becomes when there is nothing to show.
const NOT_FOUND: &str = "not_found";

/// What `source`, the text of `module`, uses though it must not.
fn breaches(module: &str, source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for used in references(module, source) {
        for wall in WALLS.iter().filter(|it| it.is_around(module)) {
            if wall.stops(&used) {
                found.push(format!("line {}: {module} uses {}, but {}", used.line, used.path, wall.because));
            }
        }
        if let (Some(own), Some(other)) = (page_of(module), page_of(&used.path))
            && own != other
            && other != NOT_FOUND
        {
            found.push(format!("line {}: page {own} uses page {other}, but a page stands alone", used.line));
        }
    }
    found
}

impl Wall {
    fn is_around(&self, module: &str) -> bool {
        is_in(module, self.inside) && !self.but_for.iter().any(|it| is_in(module, it))
    }

    fn stops(&self, used: &Reference) -> bool {
        let used_is_in = |places: &[&str]| places.iter().any(|it| used.is_in(it));
        used_is_in(self.never) && !used_is_in(self.but_for)
    }
}

/// `account` for `app::pages::account::billing`. A name in capitals is not a module: `pages.rs` passes pages on.
fn page_of(path: &str) -> Option<&str> {
    let page = path.strip_prefix(PAGES)?.strip_prefix("::")?.split("::").next()?;
    page.starts_with(char::is_lowercase).then_some(page)
}

#[test]
fn no_module_uses_what_lies_behind_its_wall() {
    let mut found = Vec::new();
    let mut seen: BTreeMap<&str, bool> = WALLS.iter().map(|it| (it.inside, false)).collect();
    for file in all() {
        let Some(module) = module_of(&file.path) else { continue };
        seen.iter_mut().for_each(|(inside, seen)| *seen |= is_in(&module, inside));
        found.extend(breaches(&module, &file.text).into_iter().map(|it| format!("{}: {it}", file.path)));
    }
    none(&found, "walls");
    let empty: Vec<_> = seen.into_iter().filter(|(_, seen)| !seen).map(|it| it.0.to_owned()).collect();
    none(&empty, "these walls are around nothing; were the modules renamed?");
}

#[test]
fn no_crate_depends_on_one_of_ours_that_it_must_not_know() {
    let ours = metadata().ours();
    let found: Vec<String> = ours.iter().flat_map(|(name, known)| unknown_to(name, known)).collect();
    none(&found, "manifests");
    let missing: Vec<_> = ours.into_keys().filter(|name| MAY_KNOW.iter().all(|it| it.0 != name)).collect();
    none(&missing, "these crates are not in the table");
}

/// The crates in `known` that `name` must not know.
fn unknown_to(name: &str, known: &[String]) -> Vec<String> {
    let may = MAY_KNOW.iter().find(|it| it.0 == name).map_or(&[][..], |it| it.1);
    known
        .iter()
        .filter(|it| !may.contains(&it.as_str()))
        .map(|it| format!("{name} must not know {it}"))
        .collect()
}

#[test]
fn each_wall_stops_an_import_a_path_in_code_and_one_in_a_macro() {
    for wall in WALLS {
        for module in [wall.inside.to_owned(), format!("{}::deep::inside", wall.inside)] {
            for place in wall.never {
                for source in [
                    format!("use {place}::x;"),
                    format!("use std::fmt; use {{fmt::Write, {place}::{{y, z}}}};"),
                    format!("fn f() {{ {place}::x() }}"),
                    format!("fn f() {{ view! {{ <p>{{{place}::x()}}</p> }} }}"),
                ] {
                    assert!(!breaches(&module, &source).is_empty(), "{module}: {source}");
                }
            }
            assert_eq!(breaches(&module, "use std::fmt; fn f() { storeroom::x() }"), Vec::<String>::new());
        }
    }
}

#[test]
fn a_wall_is_seen_through_every_way_to_write_a_path() {
    for source in
        ["use crate::mail::x;", "use super::super::mail;", "mod a { use super::super::super::mail; }"]
    {
        assert_eq!(breaches("server::http::charges", source).len(), 1, "{source}");
    }
    assert_eq!(
        breaches("server::http::charges", "use super::mail::x;"),
        Vec::<String>::new(),
        "a mail of its own"
    );
}

#[test]
fn exceptions_are_let_through() {
    assert_eq!(breaches("app::session", "use gloo_net::x;").len(), 1);
    assert_eq!(breaches("app::api::charges", "use gloo_net::x;"), Vec::<String>::new());
    assert_eq!(breaches("processor_simulator::api", "use processor::Client;").len(), 1);
    assert_eq!(breaches("processor_simulator::api", "use processor::wire::x;"), Vec::<String>::new());
}

#[test]
fn a_page_may_use_its_own_parts_and_no_other_page() {
    let inside = "app::pages::account::reschedule";
    for bad in ["use super::super::home::x;", "use crate::pages::home;", "fn f() { crate::pages::home::x() }"]
    {
        assert_eq!(breaches(inside, bad).len(), 1, "{bad}");
    }
    for good in
        ["use super::history;", "use crate::pages::account::history::x;", "use crate::pages::NotFoundPage;"]
    {
        assert_eq!(breaches(inside, good), Vec::<String>::new(), "{good}");
    }
    assert_eq!(breaches("app::pages", "pub use home::HomePage; use self::account::x;"), Vec::<String>::new());
}

#[test]
fn a_crate_that_learns_of_another_is_noticed() {
    assert_eq!(unknown_to("wire", &["domain".to_owned()]), Vec::<String>::new());
    assert_eq!(unknown_to("wire", &["store".to_owned()]), ["wire must not know store"]);
    assert_eq!(unknown_to("newcomer", &["domain".to_owned()]), ["newcomer must not know domain"]);
}
