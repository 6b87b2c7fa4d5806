//! Writes a document with everything in it, to be looked at: `cargo run -p documents --example sample > sample.pdf`.

use std::io::Write as _;

use documents::{Align, Block, Column, Document, Table};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let names = [
        "Ngô Thị Ánh Nguyệt",
        "Αλέξανδρος Παπαδόπουλος",
        "Наталья Щербакова",
        "אֲבִיגַיִל כֹּהֵן",
        "محمد عبد الله",
        "प्रिया क्षत्रिय",
        "สมชาย ใจดี",
        "王小明",
        "김민준",
        "さくら 田中",
        "José 🦊❤️👩‍👩‍👧 Núñez",
        "𓀀 Old",
        "مها (Maha) 12",
        "Cher",
    ];
    let row = |name: &str| {
        vec![
            "Jan 5, 2025".to_owned(),
            name.to_owned(),
            "90834 Psychotherapy, 45 minutes".to_owned(),
            "$1,234.50".to_owned(),
        ]
    };
    let mut rows: Vec<Vec<String>> = names.iter().map(|name| row(name)).collect();
    rows.push(row(&"Wolfeschlegelsteinhausenbergerdorff".repeat(6)));
    rows.extend((0..40).map(|_| row("Sam Rivera")));
    let column = |header: &str, share, align| Column { header: header.to_owned(), share, align };
    let columns = vec![
        column("Session", 3, Align::Left),
        column("Provider", 6, Align::Left),
        column("Service", 6, Align::Left),
        column("Paid", 3, Align::Right),
    ];
    let sums = vec![vec!["Total".to_owned(), String::new(), String::new(), "$67,897.50".to_owned()]];
    let document = Document {
        title: "Statement of 2025".to_owned(),
        language: "en".to_owned(),
        blocks: vec![
            Block::Paragraph("Harbor Light Counseling\n12 Main Street\nPortland, OR 97201".to_owned()),
            Block::Title("Statement of 2025".to_owned()),
            Block::Facts(vec![
                ("Client".to_owned(), names.join(", ")),
                ("Printed".to_owned(), "Friday, November 28, 2025".to_owned()),
            ]),
            Block::Heading("Paid through this desk".to_owned()),
            Block::Table(Table { summary: "What was paid, by session".to_owned(), columns, rows, sums }),
            Block::Paragraph("Ask the practice about anything that is not as you know it.".to_owned()),
        ],
        foot: "Harbor Light Counseling · Statement of 2025".to_owned(),
        page: &|page, pages| format!("Page {page} of {pages}"),
    };
    std::io::stdout().write_all(&documents::write(&document)?)?;
    Ok(())
}
