use documents::{Align, Block, Column, Table};
use domain::Money;
use domain::address::Address;
use domain::session_codes::{Diagnosis, Modifier, PlaceOfService, Units};
use domain::staff::StaffMember;
use texts::Texts;

use super::{Words, fact, whose};
use crate::service::superbills::{BilledSession, Superbill};

/// What an insurer is sent by a client who paid themselves: who they are, who treated them and where, what for, and what it came to.
#[must_use]
pub fn superbill(superbill: &Superbill, texts: Texts) -> Words {
    let Superbill { head, month, sessions, is_part } = superbill;
    let title = month.map_or_else(
        || texts.paper_superbill().to_owned(),
        |month| texts.paper_superbill_month(&texts.month(month.first_day())),
    );
    let mut words = Words::new(title, head, texts);
    let mut facts = whose(head, texts);
    let lives = head.client.address.as_ref().map(|it| fact(texts.paper_address(), written(it)));
    let born = fact(texts.paper_born(), texts.date(head.client.date_of_birth));
    facts.splice(1..1, std::iter::once(born).chain(lives));
    words.say(Block::Facts(facts));
    words.say(Block::Paragraph(texts.paper_superbill_says().to_owned()));

    words.say(Block::Heading(texts.paper_superbill_practice().to_owned()));
    let practice = &head.practice;
    let mut facts = vec![fact(texts.paper_practice(), practice.name.as_str())];
    facts.push(fact(texts.paper_phone(), practice.support.phone.to_string()));
    facts.extend(practice.tax_id.as_ref().map(|it| fact(texts.paper_tax_id(), it.as_str())));
    facts.extend(practice.npi.as_ref().map(|it| fact(texts.paper_practice_npi(), it.as_str())));
    for provider in providers(sessions) {
        facts.push(fact(texts.paper_provider(), called(provider)));
        facts.extend(provider.npi.as_ref().map(|it| fact(texts.paper_provider_npi(), it.as_str())));
    }
    words.say(Block::Facts(facts));

    words.say(Block::Heading(texts.paper_superbill_sessions().to_owned()));
    words.say(Block::Table(table(sessions, texts)));
    if *is_part {
        words.say(Block::Paragraph(texts.paper_superbill_part().to_owned()));
    }
    words.ended(head)
}

/// Each once, in the order in which they occur.
fn providers(sessions: &[BilledSession]) -> Vec<&StaffMember> {
    let mut all: Vec<&StaffMember> = Vec::new();
    for session in sessions {
        if all.iter().all(|it| it.id != session.provider.id) {
            all.push(&session.provider);
        }
    }
    all
}

/// With their license, where the name does not say it already.
fn called(provider: &StaffMember) -> String {
    match &provider.credential {
        Some(credential) if !provider.name.contains(credential.as_str()) => {
            format!("{}, {credential}", provider.name)
        }
        _ => provider.name.clone(),
    }
}

fn written(address: &Address) -> String {
    let lines = address.lines();
    let place = format!("{}, {} {}", lines.city, lines.state, lines.zip);
    let lines = [lines.line1, lines.line2, place];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// What was charged and paid for a session, what came back to the client, and what they are left with.
fn money(session: &BilledSession) -> [Money; 4] {
    let figures = session.figures;
    let back = Money::new(figures.given_back.cents() + figures.taken_back.cents(), figures.net().currency());
    let charged = session.listed.balance.part().unwrap_or_else(|| figures.paid());
    [charged, figures.paid(), back, figures.net()]
}

fn table(sessions: &[BilledSession], texts: Texts) -> Table {
    let column = |header: &str, share, align| Column { header: header.to_owned(), share, align };
    let all: Vec<[Money; 4]> = sessions.iter().map(money).collect();
    // Mostly nothing came back, and what was paid is what is left.
    let came_back = all.iter().any(|[_, _, back, _]| !back.is_zero());
    let shown = |money: &[Money; 4]| -> Vec<String> {
        money.iter().take(if came_back { 4 } else { 2 }).map(ToString::to_string).collect()
    };
    let row = |(session, money): (&BilledSession, &[Money; 4])| {
        let mut row = vec![
            texts.dated(session.listed.charge.session.day),
            service(session, sessions, texts),
            session.codes.diagnoses.iter().map(Diagnosis::as_str).collect::<Vec<_>>().join("\n"),
            session.codes.units.unwrap_or(Units::ONE).get().to_string(),
        ];
        row.extend(shown(money));
        row
    };
    let mut sums = vec![texts.paper_total().to_owned(), String::new(), String::new(), String::new()];
    let sum = |at: usize| {
        let cents = all.iter().map(|money| money[at].cents()).sum();
        all.first().map_or(Money::usd(cents), |money| Money::new(cents, money[at].currency()))
    };
    sums.extend(shown(&[sum(0), sum(1), sum(2), sum(3)]));
    let mut columns = vec![
        column(texts.paper_session(), 14, Align::Left),
        column(texts.paper_service(), 35, Align::Left),
        column(texts.paper_diagnosis(), 14, Align::Left),
        column(texts.paper_units(), 7, Align::Right),
        column(texts.paper_charged(), 13, Align::Right),
        column(texts.paper_paid(), 13, Align::Right),
    ];
    if came_back {
        columns.push(column(texts.paper_given_back(), 13, Align::Right));
        columns.push(column(texts.paper_net(), 13, Align::Right));
    }
    Table {
        summary: texts.paper_superbill_summary().to_owned(),
        columns,
        rows: sessions.iter().zip(&all).map(row).collect(),
        sums: vec![sums],
    }
}

/// What was done, where, and with whom where that is not always the same person.
fn service(session: &BilledSession, all: &[BilledSession], texts: Texts) -> String {
    let facts = &session.listed.charge.session;
    let named = texts.service(&facts.cpt_code, &facts.description);
    let mut lines = vec![texts.service_with_code(&named, &facts.cpt_code)];
    let modifiers: Vec<&str> = session.codes.modifiers.iter().map(Modifier::as_str).collect();
    if !modifiers.is_empty() {
        lines.push(texts.paper_modifiers(&modifiers.join(", ")));
    }
    lines.extend(session.codes.place.as_ref().map(|it| place(it, texts)));
    if all.iter().any(|it| it.provider.id != session.provider.id) {
        lines.push(session.provider.name.clone());
    }
    lines.join("\n")
}

/// By its code, and in words where therapy mostly is.
fn place(place: &PlaceOfService, texts: Texts) -> String {
    let words = match place.as_str() {
        "02" => texts.place_telehealth(),
        "10" => texts.place_telehealth_home(),
        "11" => texts.place_office(),
        "12" => texts.place_home(),
        _ => return texts.paper_place(place.as_str()),
    };
    texts.paper_place_in_words(place.as_str(), words)
}
