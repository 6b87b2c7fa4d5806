use documents::{Align, Block, Column, Table};
use domain::charge::{Posting, PostingKind};
use texts::Texts;

use super::{Words, day, fact, whose};
use crate::service::papers::Receipt;

/// The receipt of a payment, with what became of it since.
#[must_use]
pub fn receipt(receipt: &Receipt, texts: Texts) -> Words {
    let Receipt { head, charge, paid } = receipt;
    let mut words = Words::new(texts.paper_receipt().to_owned(), head, texts);
    let mut facts = whose(head, texts);
    facts.push(fact(texts.paper_paid(), paid.due.amount.to_string()));
    facts.push(fact(texts.paper_paid_on(), texts.date(paid.paid_on)));
    facts.extend(
        paid.card.as_ref().map(|it| fact(texts.paper_card(), texts.card_ending_in(&it.brand, &it.last4))),
    );
    if !paid.receipt.is_empty() {
        facts.push(fact(texts.paper_receipt_number(), paid.receipt.as_str()));
    }
    let session = &charge.charge.session;
    let service = texts.service(&session.cpt_code, &session.description);
    facts.push(fact(texts.paper_session(), texts.date(session.day)));
    facts.push(fact(texts.paper_service(), texts.service_with_code(&service, &session.cpt_code)));
    facts.push(fact(texts.paper_provider(), charge.provider.as_str()));
    facts.push(fact(texts.paper_kind(), texts.kind(charge.charge.kind)));
    words.say(Block::Facts(facts));

    let since: Vec<&Posting> = charge.balance.postings.iter().filter(|it| is_since(it.what)).collect();
    if !since.is_empty() {
        words.say(Block::Heading(texts.paper_since().to_owned()));
        words.say(Block::Table(table(&since, receipt, texts)));
    }
    words.ended(head)
}

/// Whether a line of the account is about what came after the payment.
const fn is_since(what: PostingKind) -> bool {
    match what {
        PostingKind::Refunded
        | PostingKind::RefundOnItsWay
        | PostingKind::ChargedBack
        | PostingKind::PaidAgain
        | PostingKind::PaidAgainReturned => true,
        PostingKind::Waived | PostingKind::Paid | PostingKind::PaidElsewhere(_) => false,
    }
}

fn table(since: &[&Posting], receipt: &Receipt, texts: Texts) -> Table {
    let column = |header: &str, share, align| Column { header: header.to_owned(), share, align };
    let row = |posting: &&Posting| {
        let what = match posting.what {
            PostingKind::Refunded => texts.line_refunded().to_owned(),
            PostingKind::RefundOnItsWay => texts.refund_on_its_way().to_owned(),
            PostingKind::ChargedBack => texts.line_charged_back().to_owned(),
            PostingKind::PaidAgain => texts.line_paid_again().to_owned(),
            PostingKind::PaidAgainReturned => texts.line_paid_again_returned().to_owned(),
            PostingKind::Waived | PostingKind::Paid | PostingKind::PaidElsewhere(_) => String::new(),
        };
        vec![day(posting.on, texts), what, posting.amount.to_string()]
    };
    let left = receipt.charge.balance.paid().map(|it| it.to_string()).unwrap_or_default();
    Table {
        summary: texts.paper_since_summary().to_owned(),
        columns: vec![
            column(texts.paper_day(), 2, Align::Left),
            column(texts.paper_what(), 6, Align::Left),
            column(texts.paper_amount(), 2, Align::Right),
        ],
        rows: since.iter().map(row).collect(),
        sums: vec![vec![texts.paper_left().to_owned(), String::new(), left]],
    }
}
