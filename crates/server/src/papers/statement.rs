use documents::{Align, Block, Column, Table};
use domain::figures::Figures;
use domain::money::Currency;
use texts::Texts;

use super::{Words, fact, whose};
use crate::service::charges::ListedCharge;
use crate::service::papers::Statement;

/// What the sessions of a year came to. What was paid another way than by the desk stands apart.
#[must_use]
pub fn statement(statement: &Statement, texts: Texts) -> Words {
    let Statement { head, year, charges, by_hand, sum } = statement;
    let year = year.to_string();
    let mut words = Words::new(texts.paper_statement(&year), head, texts);
    let mut facts = whose(head, texts);
    facts.push(fact(texts.paper_statement_sessions(), texts.paper_statement_sessions_text(&year)));
    words.say(Block::Facts(facts));
    if charges.is_empty() && by_hand.is_empty() {
        words.say(Block::Paragraph(texts.paper_statement_none(&year)));
        return words.ended(head);
    }
    words.say(Block::Paragraph(texts.paper_statement_says(&year)));
    words.say(Block::Heading(texts.paper_in_all().to_owned()));
    words.say(Block::Facts(in_all(*sum, texts)));

    let (elsewhere, by_card): (Vec<_>, Vec<_>) =
        charges.iter().partition(|(_, figures)| !figures.elsewhere.is_zero());
    let sessions = [
        (texts.paper_by_card(), texts.paper_by_card_summary(), by_card),
        (texts.paper_elsewhere(), texts.paper_elsewhere_summary(), elsewhere),
    ];
    let currency = sum.by_card.currency();
    for (heading, summary, of) in sessions {
        let rows = of.iter().map(|(listed, figures)| (session(listed, texts), *figures)).collect();
        part(&mut words, heading, table(summary, rows, currency, texts));
    }
    let rows = by_hand.iter().map(|(payment, figures)| {
        let what = texts.paper_by_card_how().to_owned();
        ([texts.dated(payment.taken_on), what, String::new()], *figures)
    });
    part(
        &mut words,
        texts.paper_by_hand(),
        table(texts.paper_by_hand_summary(), rows.collect(), currency, texts),
    );
    words.ended(head)
}

fn part(words: &mut Words, heading: &str, table: Table) {
    if !table.rows.is_empty() {
        words.say(Block::Heading(heading.to_owned()));
        words.say(Block::Table(table));
    }
}

fn in_all(sum: Figures, texts: Texts) -> Vec<(String, String)> {
    let mut facts = vec![
        fact(texts.paper_in_all_card(), sum.by_card.to_string()),
        fact(texts.paper_in_all_elsewhere(), sum.elsewhere.to_string()),
        fact(texts.paper_in_all_given_back(), sum.given_back.to_string()),
    ];
    if !sum.taken_back.is_zero() {
        facts.push(fact(texts.paper_in_all_taken_back(), sum.taken_back.to_string()));
    }
    facts.push(fact(texts.paper_in_all_net(), sum.net().to_string()));
    facts
}

/// When, what with whom, what for, and how and when it was paid.
fn session(listed: &ListedCharge, texts: Texts) -> [String; 3] {
    let session = &listed.charge.session;
    let service = texts.service(&session.cpt_code, &session.description);
    let service = format!("{}\n{}", texts.service_with_code(&service, &session.cpt_code), listed.provider);
    let mut kind = texts.kind(listed.charge.kind).to_owned();
    let state = &listed.charge.state;
    let elsewhere = state.settled_elsewhere().map(|it| (texts.how(it.payment.how), it.payment.on));
    let paid = elsewhere.or(state.paid().map(|it| (texts.paper_by_card_how(), it.paid_on)));
    if let Some((how, on)) = paid {
        kind = format!("{kind}\n{how}, {}", texts.dated(on));
    }
    [texts.dated(session.day), service, kind]
}

fn table(summary: &str, rows: Vec<([String; 3], Figures)>, currency: Currency, texts: Texts) -> Table {
    let column = |header: &str, share, align| Column { header: header.to_owned(), share, align };
    let sum = rows.iter().fold(Figures::none(currency), |sum, (_, figures)| sum.with(*figures));
    let row = |what: [String; 3], figures: Figures| {
        let money = [figures.paid(), figures.given_back, figures.taken_back, figures.net()];
        what.into_iter().chain(money.map(|it| it.to_string())).collect::<Vec<_>>()
    };
    Table {
        summary: summary.to_owned(),
        columns: vec![
            column(texts.paper_session(), 14, Align::Left),
            column(texts.paper_service(), 25, Align::Left),
            column(texts.paper_kind(), 24, Align::Left),
            column(texts.paper_paid(), 12, Align::Right),
            column(texts.paper_given_back(), 12, Align::Right),
            column(texts.paper_taken_back(), 13, Align::Right),
            column(texts.paper_net(), 12, Align::Right),
        ],
        sums: vec![row([texts.paper_total().to_owned(), String::new(), String::new()], sum)],
        rows: rows.into_iter().map(|(what, figures)| row(what, figures)).collect(),
    }
}
