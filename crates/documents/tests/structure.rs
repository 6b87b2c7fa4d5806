//! What somebody who does not see a document hears of it.

use documents::reading::{Read, dictionary, read, string};
use documents::{Align, Block, Column, Document, Table};

/// A name in each script that the fonts have.
const NAMES: [&str; 24] = [
    "José Núñez-O’Brien",
    "Ngô Thị Ánh Nguyệt",
    "Αλέξανδρος Παπαδόπουλος",
    "Наталья Щербакова",
    "אֲבִיגַיִל כֹּהֵן",
    "محمد عبد الله",
    "प्रिया क्षत्रिय",
    "অনিন্দিতা সেন",
    "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
    "પ્રિયા પટેલ",
    "தமிழ்ச்செல்வி",
    "శ్రీనివాస్",
    "ಶ್ರೀನಿವಾಸ",
    "ശ്രീകുമാർ",
    "සුනිල් පෙරේරා",
    "สมชาย ใจดี",
    "ສົມສັກ",
    "សុខា ចាន់",
    "မောင်မောင်",
    "Արամ Խաչատրյան",
    "გიორგი",
    "አበበ ቢቂላ",
    "王小明 さくら 김민준",
    "Ana 🦊❤️👩‍👩‍👧 Cher",
];

fn column(header: &str, share: u16, align: Align) -> Column {
    Column { header: header.to_owned(), share, align }
}

fn cells(of: &[&str]) -> Vec<String> {
    of.iter().map(|&cell| cell.to_owned()).collect()
}

fn table(rows: Vec<Vec<String>>) -> Block {
    let columns = vec![
        column("Session", 2, Align::Left),
        column("Provider", 4, Align::Left),
        column("Paid", 2, Align::Right),
    ];
    Block::Table(Table {
        summary: "What was paid".to_owned(),
        columns,
        rows,
        sums: vec![cells(&["Total", "", "$3.00"])],
    })
}

fn document(blocks: Vec<Block>) -> Read {
    let document = Document {
        title: "Statement of 2025".to_owned(),
        language: "en".to_owned(),
        blocks,
        foot: "Harbor Light".to_owned(),
        page: &|page, pages| format!("Page {page} of {pages}"),
    };
    read(&documents::write(&document).expect("a document"))
}

#[test]
fn the_file_says_what_it_is() {
    let read = document(vec![
        Block::Title("Statement".to_owned()),
        Block::Paragraph("One line.\nAnother.".to_owned()),
    ]);
    let catalog = read.pdf.catalog().expect("a catalog");
    assert_eq!(string(catalog.get(b"Lang").expect("a language")), "en");
    let marked = dictionary(&read.pdf, catalog.get(b"MarkInfo").expect("marks"));
    assert!(marked.get(b"Marked").and_then(lopdf::Object::as_bool).expect("a word"));
    let preferences = dictionary(&read.pdf, catalog.get(b"ViewerPreferences").expect("preferences"));
    assert!(preferences.get(b"DisplayDocTitle").and_then(lopdf::Object::as_bool).expect("a word"));
    let info = dictionary(&read.pdf, read.pdf.trailer.get(b"Info").expect("information"));
    assert_eq!(string(info.get(b"Title").expect("a title")), "Statement of 2025");
    let metadata = read.pdf.dereference(catalog.get(b"Metadata").expect("metadata")).expect("there").1;
    let metadata = metadata.as_stream().expect("a stream");
    let bytes = metadata.decompressed_content().unwrap_or_else(|_| metadata.content.clone());
    assert!(String::from_utf8_lossy(&bytes).contains("<pdfuaid:part>1</pdfuaid:part>"));
    assert!(catalog.has(b"Outlines"));
    for page in read.pdf.get_pages().into_values() {
        let page = read.pdf.get_dictionary(page).expect("a page");
        assert_eq!(page.get(b"Tabs").and_then(lopdf::Object::as_name).expect("an order"), b"S");
    }
}

#[test]
fn everything_has_its_place_in_the_structure() {
    let facts = vec![("Client".to_owned(), "Sam Rivera".to_owned()), ("Note".to_owned(), String::new())];
    let rows = vec![cells(&["Jan 5, 2025", "Ana Lima", "$1.00"]), cells(&["Jan 6, 2025", "אבי", "$2.00"])];
    let read = document(vec![
        Block::Paragraph("Harbor Light\n12 Main Street".to_owned()),
        Block::Title("Statement".to_owned()),
        Block::Facts(facts),
        Block::Heading("Paid here".to_owned()),
        table(rows),
    ]);
    let mut outline = String::new();
    read.root.outline(0, &mut outline);
    insta::assert_snapshot!(outline);
    assert_eq!((read.orphans, read.unmarked), (0, 0));
    assert!(
        read.artifacts.iter().any(|it| it == "Page 1 of 1")
            && read.artifacts.iter().any(|it| it == "Harbor Light")
    );
}

#[test]
fn names_of_every_script_are_read_as_they_were_typed() {
    let rows = NAMES.iter().map(|name| cells(&["Jan 5, 2025", name, "$1.00"])).collect();
    let read = document(vec![Block::Title("Statement".to_owned()), table(rows)]);
    let heard: Vec<&str> =
        read.root.all("TBody")[0].all("TR").iter().map(|row| row.children[1].text.as_str()).collect();
    assert_eq!(heard, NAMES);
}

#[test]
fn a_character_that_no_font_has_is_still_read_and_stops_nothing() {
    let typed = "Old 𓀀 hieroglyph, \u{E000} private, \u{378} unassigned";
    let read = document(vec![Block::Paragraph(typed.to_owned())]);
    assert_eq!(read.root.all("P")[0].text, typed);
}

#[test]
fn no_character_stops_a_document() {
    let every: Vec<char> = (0..=0x1_1FFF_u32)
        .chain(0x1_F000..=0x1_FFFF)
        .chain(0xE_0000..=0xE_01FF)
        .filter_map(char::from_u32)
        .collect();
    let blocks = every
        .chunks(512)
        .map(|some| Block::Paragraph(format!("a{}b", some.iter().collect::<String>())))
        .collect();
    let read = document(blocks);
    assert_eq!((read.orphans, read.unmarked), (0, 0));
}

#[test]
fn a_long_name_stays_in_its_column_and_whole() {
    let long = "Wolfeschlegelsteinhausenbergerdorff ".repeat(30);
    let rows = vec![
        cells(&["Jan 5, 2025", long.trim(), "$1.00"]),
        cells(&[&"9".repeat(200), &"🦊".repeat(200), "$2.00"]),
    ];
    let read = document(vec![Block::Title("W".repeat(200)), table(rows)]);
    let body = read.root.all("TBody")[0];
    assert_eq!(body.all("TR")[0].children[1].text, long.trim());
    assert_eq!(body.all("TR")[1].children[0].text, "9".repeat(200));
    assert_eq!(body.all("TR")[1].children[1].text, "🦊".repeat(200));
    assert_eq!(read.root.all("H1")[0].text, "W".repeat(200));
}

#[test]
fn a_cell_taller_than_a_page_goes_on_on_the_next() {
    let rows = vec![cells(&["Jan 5, 2025", &"word ".repeat(3000), "$1.00"])];
    let read = document(vec![table(rows)]);
    assert!(read.pdf.get_pages().len() > 3);
    assert_eq!(
        read.root.all("TBody")[0].all("TR")[0].children[1].text.trim_end(),
        "word ".repeat(3000).trim_end()
    );
}

#[test]
fn the_header_of_a_table_is_seen_on_every_page_and_heard_once() {
    let rows = (0..100).map(|n| cells(&[&format!("Session {n}"), "Ana Lima", "$1.00"])).collect();
    let read = document(vec![Block::Title("Statement".to_owned()), table(rows)]);
    let pages = read.pdf.get_pages().len();
    assert!(pages > 1);
    assert_eq!(read.root.all("THead").len(), 1);
    let again = read.artifacts.iter().filter(|it| *it == "Provider").count();
    assert_eq!(again, pages - 1);
    let rows = read.root.all("TBody")[0].all("TR");
    let sessions: Vec<String> = rows.iter().map(|row| row.children[0].text.clone()).collect();
    assert_eq!(sessions, (0..100).map(|n| format!("Session {n}")).collect::<Vec<_>>());
}

#[test]
fn the_same_document_is_the_same_bytes() {
    let write = || {
        let blocks = vec![Block::Title("Receipt".to_owned()), Block::Paragraph(NAMES.join(" "))];
        let document = Document {
            title: "Receipt".to_owned(),
            language: "en".to_owned(),
            blocks,
            foot: String::new(),
            page: &|page, pages| format!("{page}/{pages}"),
        };
        documents::write(&document).expect("a document")
    };
    assert!(write() == write());
}
