use std::process::ExitCode;

use anyhow::Result;
use domain::attempt::Attempt;
use domain::audit::{Action, Correction, Detail, Entry};
use domain::charge::{Due, InsurerAnswer};
use domain::extra_payment::ExtraPayment;
use domain::task::Task;
use store::outbox::OutboxMessage;

use super::facts::facts;
use super::{json, meant, words};
use crate::command::opening::open;
use crate::command::printing::{instant, print, section, table};
use crate::config::ShowChargeSettings;
use crate::service::charges::{WholeCharge, whole};

/// Prints all that the books have of a charge.
pub async fn run(settings: &ShowChargeSettings) -> Result<ExitCode> {
    let reader = open(&settings.stored).await?.reader();
    let named = meant(&reader, &settings.which).await?;
    let whole = whole(&reader, named.id).await?;
    let text = if settings.json { json::written(&whole)? } else { drawn(&whole) };
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn drawn(it: &WholeCharge) -> String {
    let zone = it.practice.zone;
    let mut text = table(head(it));
    text += &section("How the amount came about", amounts(it));
    // The amount is said above, and how it came about as well.
    let state = facts(&it.charge.state, &["state", "due"], zone);
    text += &section("State", state.into_iter().map(|(name, value)| vec![name, value]).collect());
    text += &section("Attempts", attempts(it));
    text += &section("Waits to be carried out", waiting(it));
    text += &section("Taken beside it", beside(it));
    text += &section("Mails", mails(it));
    text += &section("Record", record(it));
    text + &section("Tasks", tasks(it))
}

fn row(name: &str, value: impl Into<String>) -> Vec<String> {
    vec![name.to_owned(), value.into()]
}

fn head(it: &WholeCharge) -> Vec<Vec<String>> {
    let (charge, zone) = (&it.charge, it.practice.zone);
    let session = &charge.session;
    let provider = it.people.get(&charge.provider).cloned().unwrap_or_default();
    let service = texts::english().service(&session.cpt_code, &session.description);
    let amount = charge.state.amount().map_or_else(|| "not known yet".to_owned(), |it| it.to_string());
    let mut rows = vec![
        row("charge", format!("{} ({})", it.key, charge.id)),
        row("practice", format!("{} ({}), {}", it.practice.name, it.practice.external_key, zone.name())),
        row("client", format!("{} ({}, {})", it.client.name.full(), it.client.external_key, it.client.id)),
        row("session", format!("{} {}, {service}, {provider}", session.day, session.start.format("%H:%M"))),
        row("kind", words::kind(charge.kind)),
        row("amount", amount),
        row("state", words::standing_with(&charge.state, it.asked_back(), zone)),
        row("version", charge.version.to_string()),
    ];
    rows.extend(
        it.given_back().map(|all| row("given back", words::given_back(all, it.asked_back(), &charge.state))),
    );
    rows.extend(it.due_at.map(|at| row("looked at next", instant(at, zone))));
    rows.extend(it.intent.clone().map(|intent| row("payment intent", intent)));
    rows
}

fn amounts(it: &WholeCharge) -> Vec<Vec<String>> {
    let Some(Due { answer: Some(InsurerAnswer { breakdown, answered_on }), .. }) = it.charge.state.due()
    else {
        return Vec::new();
    };
    let parts = breakdown.parts();
    [
        ("billed", parts.billed),
        ("discount", breakdown.discount()),
        ("allowed", parts.allowed),
        ("insurer paid", parts.insurer_paid),
        ("deductible", parts.deductible),
        ("copay", parts.copay),
        ("coinsurance", parts.coinsurance),
        ("not covered", parts.not_covered),
        ("the client's part", breakdown.client_responsibility()),
    ]
    .map(|(name, amount)| row(name, amount.to_string()))
    .into_iter()
    .chain([row("answered on", answered_on.to_string())])
    .collect()
}

fn attempts(it: &WholeCharge) -> Vec<Vec<String>> {
    let zone = it.practice.zone;
    let attempt = |at: &Attempt| {
        let ended = at.ended_at.map(|at| instant(at, zone)).unwrap_or_default();
        vec![
            at.number.to_string(),
            instant(at.begun_at, zone),
            ended,
            at.state.as_str().to_owned(),
            at.outcome.clone().unwrap_or_default(),
            it.cards.get(&at.method).cloned().unwrap_or_else(|| at.method.to_string()),
            at.intent.clone().unwrap_or_default(),
            at.id.to_string(),
        ]
    };
    it.attempts.iter().map(attempt).collect()
}

fn waiting(it: &WholeCharge) -> Vec<Vec<String>> {
    let zone = it.practice.zone;
    let said = it.waiting.iter().map(|said| (said.at, said.by, joined(facts(&said.to, &["due"], zone))));
    let refunds = it.refunds_asked.iter().map(|asked| {
        let of =
            if it.is_beside(&asked.intent) { format!(", payment: {}", asked.intent) } else { String::new() };
        (asked.asked_at, asked.asked_by, format!("refund: {}{of}, reason: {}", asked.amount, asked.reason))
    });
    let each = said.chain(refunds);
    each.map(|(at, by, what)| vec![instant(at, zone), words::actor(by, &it.people), what]).collect()
}

fn beside(it: &WholeCharge) -> Vec<Vec<String>> {
    let row = |payment: &ExtraPayment| {
        let back = Some(payment.back()).filter(|back| !back.is_zero());
        let back = back.map(|back| format!("{back} of it went back")).unwrap_or_default();
        vec![payment.intent.clone(), payment.amount.to_string(), payment.taken_on.to_string(), back]
    };
    it.beside.iter().map(row).collect()
}

fn mails(it: &WholeCharge) -> Vec<Vec<String>> {
    let zone = it.practice.zone;
    let mail = |mail: &OutboxMessage| {
        let when = match (mail.ended_at, mail.due_at) {
            (Some(at), _) => instant(at, zone),
            (None, Some(at)) => format!("due {}", instant(at, zone)),
            (None, None) => String::new(),
        };
        let to = mail.envelope.as_ref().map(|it| it.to.as_str().to_owned()).unwrap_or_default();
        vec![
            instant(mail.created_at, zone),
            mail.kind.replace('_', " "),
            mail.state.as_str().to_owned(),
            when,
            to,
            joined(facts(&mail.facts, &[], zone)),
        ]
    };
    it.mails.iter().map(mail).collect()
}

fn record(it: &WholeCharge) -> Vec<Vec<String>> {
    let zone = it.practice.zone;
    let entry = |entry: &Entry| {
        vec![
            instant(entry.at, zone),
            words::actor(entry.actor, &it.people),
            entry.action.as_str().replace('_', " "),
            joined(
                facts(&entry.action, &["action", "details"], zone)
                    .into_iter()
                    .chain(corrected(&entry.action)),
            ),
        ]
    };
    it.record.iter().map(entry).collect()
}

/// What a correction says otherwise, as it was and as it is.
fn corrected(action: &Action) -> Vec<(String, String)> {
    let Action::Corrected { details, .. } = action else { return Vec::new() };
    let told = |it: Option<&Detail>| it.map_or_else(|| "nothing".to_owned(), ToString::to_string);
    let detail = |it: &Correction| {
        let what = serde_json::to_value(it.of).ok().and_then(|it| Some(it.as_str()?.replace('_', " ")));
        let was_and_is = format!("{} -> {}", told(it.was.as_ref()), told(it.is.as_ref()));
        (what.unwrap_or_default(), was_and_is)
    };
    details.iter().map(detail).collect()
}

fn tasks(it: &WholeCharge) -> Vec<Vec<String>> {
    let zone = it.practice.zone;
    let task = |task: &Task| {
        let done = match &task.resolved {
            None => "open".to_owned(),
            Some(it) => format!("done {}", instant(it.at, zone)),
        };
        vec![instant(task.created_at, zone), done, task.id.to_string(), texts::english().task(&task.reason)]
    };
    it.tasks.iter().map(task).collect()
}

fn joined(facts: impl IntoIterator<Item = (String, String)>) -> String {
    let each: Vec<String> = facts.into_iter().map(|(name, value)| format!("{name}: {value}")).collect();
    each.join(", ")
}
