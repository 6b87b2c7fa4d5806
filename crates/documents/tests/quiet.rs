//! Whatever somebody is called, making their papers prints nothing: what a library prints would stand in the server's log.

use std::process::Command;

use documents::{Block, Document};

/// In scripts that write words without blanks between them.
const NAMES: &str = "สมชาย ใจดี, ສົມສັກ ວົງ, សុខ ស្រីមុំ, အောင်ဆန်း, 王小明, さくら 田中";

const CHILD: &str = "ALMONER_TEST_QUIET";

#[test]
fn a_document_in_any_script_is_written_in_silence() {
    if std::env::var_os(CHILD).is_some() {
        let blocks = vec![Block::Title(NAMES.to_owned()), Block::Paragraph(NAMES.repeat(20))];
        let document = Document {
            title: NAMES.to_owned(),
            language: "en".to_owned(),
            blocks,
            foot: String::new(),
            page: &|page, pages| format!("{page}/{pages}"),
        };
        documents::write(&document).expect("a document");
        return;
    }
    let itself = std::env::current_exe().expect("this test");
    let mut child = Command::new(itself);
    child.args(["--exact", "a_document_in_any_script_is_written_in_silence", "--nocapture"]).env(CHILD, "1");
    let done = child.output().expect("it runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(String::from_utf8_lossy(&done.stderr), "");
}
