use chrono::{DateTime, Days, Duration, NaiveTime, Utc};
use domain::audit::Entry;
use domain::charge::{CardShown, Charge, ChargeKind, ChargeState};
use domain::reschedule::Rules;
use domain::zone::PracticeZone;
use store::practices::Practice;
use store::{Access, audit, coverages, payment_methods, staff};

use crate::service::Failure;

/// A charge in a list.
#[derive(Clone, Debug)]
pub struct Row {
    /// The charge.
    pub charge: Charge,
    /// The name of who held the session.
    pub provider: String,
    /// What decides whether and where it can be moved.
    pub rules: Rules,
    /// The practice's zone.
    pub zone: PracticeZone,
}

/// A charge with everything its client may know.
#[derive(Clone, Debug)]
pub struct Detail {
    /// What a list says of it.
    pub row: Row,
    /// How long `rules` hold: until the practice's day is over.
    pub day_ends_in: Duration,
    /// The payer of the session, for what insurance is asked about.
    pub payer: Option<String>,
    /// The card it was charged to, or would be today.
    pub card: Option<CardShown>,
    /// What happened to it, oldest first.
    pub events: Vec<Entry>,
}

/// These charges as a list shows them.
pub(in crate::service) async fn rows(
    access: &impl Access,
    charges: Vec<Charge>,
    zone: PracticeZone,
    now: DateTime<Utc>,
) -> Result<Vec<Row>, Failure> {
    let names = staff::names(access, charges.iter().map(|charge| charge.provider)).await?;
    let row = |charge: Charge| {
        let rules = Rules::of(&charge, zone, now);
        Row { provider: names.get(&charge.provider).cloned().unwrap_or_default(), charge, rules, zone }
    };
    Ok(charges.into_iter().map(row).collect())
}

impl Detail {
    /// The charge as it is at `now`.
    pub(super) async fn read(
        access: &impl Access,
        charge: Charge,
        practice: &Practice,
        now: DateTime<Utc>,
    ) -> Result<Self, Failure> {
        let zone = practice.zone;
        let payer = match charge.kind {
            ChargeKind::Insurance => {
                coverages::primary_of_client(access, charge.client, charge.session.day).await?
            }
            ChargeKind::SelfPay | ChargeKind::NoShowFee | ChargeKind::LateCancellationFee => None,
        };
        let card = match &charge.state {
            ChargeState::Paid(it) => it.card.clone(),
            ChargeState::PartiallyRefunded(it) | ChargeState::Refunded(it) => it.paid.card.clone(),
            ChargeState::Scheduled(_)
            | ChargeState::Upcoming(_)
            | ChargeState::Processing(_)
            | ChargeState::Failed(_) => {
                payment_methods::default_of_client(access, charge.client).await?.map(|it| it.card)
            }
            ChargeState::AwaitingInsurer
            | ChargeState::NothingDue(_)
            | ChargeState::OnHold(_)
            | ChargeState::Waived(_) => None,
        };
        let events = audit::of_charge(access, charge.client, charge.id).await?;
        let names = staff::names(access, [charge.provider]).await?;
        let provider = names.into_values().next().unwrap_or_default();
        let rules = Rules::of(&charge, zone, now);
        let midnight = zone.instant(rules.today + Days::new(1), NaiveTime::MIN);
        Ok(Self {
            row: Row { charge, provider, rules, zone },
            day_ends_in: midnight - now,
            payer: payer.map(|(_, payer)| payer.name),
            card,
            events,
        })
    }
}
