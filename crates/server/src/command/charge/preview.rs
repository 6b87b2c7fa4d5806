//! What an act would come to, for whoever is about to do it.

use std::fmt::Write as _;

use anyhow::Result;
use domain::charge::{Charge, ChargeState, Refund};
use domain::extra_payment::ExtraPayment;
use domain::reason::Reason;
use domain::zone::PracticeZone;

use super::words;
use crate::command::printing::{instant, one_line, table};
use crate::desk::Desk;
use crate::mail::Message;
use crate::service::agents::Agent;
use crate::service::charges::{After, NamedCharge, Preview, whole};
use crate::service::told::{MailPreview, Told, mail_preview};

pub async fn drawn(
    desk: &Desk,
    named: &NamedCharge,
    seen: &Preview,
    agent: &Agent,
    reason: &Reason,
) -> Result<String> {
    let reader = desk.store.reader();
    let mut it = whole(&reader, named.id).await?;
    let (zone, charge) = (it.practice.zone, &seen.charge);
    if let domain::actor::Actor::Staff(id) = agent.actor() {
        it.people.extend(store::staff::names(&reader, [id]).await?);
    }
    let amount = charge.state.amount().map(|it| it.to_string()).unwrap_or_default();
    let by = words::actor(agent.actor(), &it.people);
    let mut rows = vec![
        ("charge", format!("{} of {} ({})", named.key, named.practice_key, named.id)),
        ("client", format!("{} ({})", it.client.name.full(), it.client.external_key)),
        ("session", format!("{}, {}", charge.session.day, words::kind(charge.kind))),
        ("amount", amount),
        ("now", words::standing_with(&charge.state, it.asked_back(), zone)),
        ("then", then(seen, zone)),
    ];
    if let After::Beside(payment, amount) = &seen.after {
        let ExtraPayment { intent, amount: taken, taken_on, .. } = &**payment;
        rows.push(("payment", format!("{intent}, {taken} taken on {taken_on} beside the charge's own")));
        rows.push(("refund", format!("{amount}, to the card it was paid with")));
    }
    rows.extend(refund(seen).map(|it| ("refund", format!("{}, to the card it was paid with", it.amount))));
    rows.push(("reason", format!("{reason} ({by})")));
    if let Some(latest) = outside(seen) {
        rows.push(("note", format!("the client could choose no day after {latest}")));
    }
    if let Some(said) = it.waiting.as_ref().filter(|_| seen.after != After::WishTakenBack) {
        let by = words::actor(said.by, &it.people);
        rows.push((
            "note",
            format!("{by} said something of it that waits; this takes its place if it has to wait too"),
        ));
    }
    let mut text = table(rows.into_iter().map(|(name, value)| vec![name.to_owned(), value]));
    text.push('\n');
    text += &told(desk, seen, zone).await?;
    Ok(text)
}

fn then(seen: &Preview, zone: PracticeZone) -> String {
    match &seen.after {
        After::State(state) => words::standing(state, zone),
        After::Beside(..) => "the same: what is given back was taken beside it".to_owned(),
        After::WishTakenBack => {
            "as it is: what was said of it is taken back, and the attempt under way decides".to_owned()
        }
        After::OnceTried => "as it is until the attempt under way has an outcome".to_owned(),
        After::Unchanged => "the same: it is so already, and nothing changes".to_owned(),
    }
}

/// What would be given back.
fn refund(seen: &Preview) -> Option<&Refund> {
    let (After::State(state), Told::Mail(Message::GivenBack { refund })) = (&seen.after, &seen.told) else {
        return None;
    };
    state.refunds().iter().find(|it| it.processor_id.as_ref() == Some(refund))
}

/// The last day of the client's window, where a move goes beyond it.
fn outside(seen: &Preview) -> Option<chrono::NaiveDate> {
    let After::State(state) = &seen.after else { return None };
    let (ChargeState::Upcoming(it), ChargeState::Upcoming(before)) = (&**state, &seen.charge.state) else {
        return None;
    };
    let latest = it.announced.promise.window?.latest_day;
    (it.announced.day != before.announced.day && it.announced.day > latest).then_some(latest)
}

async fn told(desk: &Desk, seen: &Preview, zone: PracticeZone) -> Result<String> {
    let state = match &seen.after {
        After::State(state) => (**state).clone(),
        After::Beside(..) => seen.charge.state.clone(),
        After::OnceTried => {
            return Ok("What the client is told depends on what comes of that attempt.\n".to_owned());
        }
        After::Unchanged | After::WishTakenBack => return Ok("The client is told nothing.\n".to_owned()),
    };
    let charge = Charge { state, ..seen.charge.clone() };
    let mut text = match (&seen.told, mail_preview(desk, &charge, &seen.told).await?) {
        (_, Some(mail)) => shown(&mail),
        (Told::NoticeAt(at), None) => {
            let at = instant(*at, zone);
            format!(
                "The client is told nothing now. A notice with the day goes out at {at}, once it is due.\n"
            )
        }
        (Told::Nothing | Told::Mail(_) | Told::NoticeNow { .. }, None) => {
            "The client is told nothing, since they were not told of this charge.\n".to_owned()
        }
    };
    if let Some(at) = seen.reminder_at {
        // Writing to a string does not fail.
        let _ = writeln!(text, "\nA reminder goes out at {}.", instant(at, zone));
    }
    Ok(text)
}

fn shown(mail: &MailPreview) -> String {
    let language = mail.language.tag();
    let mut text = match &mail.to {
        Some(to) => format!("The client is sent this mail at {to}, in “{language}”:\n\n", to = to.as_str()),
        None => "No email address of the client works, so this mail does not reach them:\n\n".to_owned(),
    };
    let _ = writeln!(text, "  Subject: {}\n", one_line(&mail.rendered.subject));
    for line in mail.rendered.text.lines() {
        let _ = writeln!(text, "{}", format!("  {}", one_line(line)).trim_end());
    }
    text
}
