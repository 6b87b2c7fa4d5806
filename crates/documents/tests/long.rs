//! A document of ten thousand rows is written in a memory that a server can spare.

use documents::{Align, Block, Column, Document, Table};

#[test]
fn ten_thousand_rows_take_little_memory() {
    let row = |n: usize| {
        let day = format!("Jan {}, 20{:02}", n % 28 + 1, n / 400);
        vec![
            day,
            format!("Provider {}", n % 40),
            "90834 Psychotherapy, 45 minutes".to_owned(),
            format!("${}.{:02}", n, n % 100),
        ]
    };
    let column = |header: &str, share, align| Column { header: header.to_owned(), share, align };
    let columns = vec![
        column("Session", 3, Align::Left),
        column("Provider", 4, Align::Left),
        column("Service", 6, Align::Left),
        column("Paid", 3, Align::Right),
    ];
    let rows = (0..10_000).map(row).collect();
    let document = Document {
        title: "Statement".to_owned(),
        language: "en".to_owned(),
        blocks: vec![Block::Table(Table { summary: "All".to_owned(), columns, rows, sums: Vec::new() })],
        foot: "Harbor Light".to_owned(),
        page: &|page, pages| format!("Page {page} of {pages}"),
    };
    let written = documents::write(&document).expect("a document");
    assert!(written.len() < 8_000_000, "{} bytes", written.len());
    assert!(peak_kilobytes() < 150_000, "{} kB", peak_kilobytes());
}

/// The most memory that this process ever had.
fn peak_kilobytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse().ok()).unwrap_or(0)
}
