//! What is on superbills, and where there is one. This alone reads what a session was for, and only for the client whose it was.

use std::collections::HashMap;

use domain::actor::Actor;
use domain::audit::Action;
use domain::charge::{Balance, Charge};
use domain::client::Client;
use domain::figures::Figures;
use domain::month::Month;
use domain::paper::Paper;
use domain::practice::Practice;
use domain::session_codes::SessionCodes;
use domain::staff::StaffMember;
use domain::superbill::{self, Lack};
use domain::{ChargeId, ClientId, StaffId};
use store::charges::{self, HistoryFilter};
use store::{Access, clients, session_codes, staff};

use super::Failure;
use super::charges::{ListedCharge, rows};
use super::papers::{Head, head};
use super::sessions::ClientAccess;
use crate::desk::Desk;
use crate::work::Work;

/// A superbill.
#[derive(Clone, Debug)]
pub struct Superbill {
    /// Whose it is.
    pub head: Head,
    /// The month, where it is not of one session.
    pub month: Option<Month>,
    /// The sessions of which all is known that insurers ask for, the oldest first. At least one.
    pub sessions: Vec<BilledSession>,
    /// Whether the month has sessions that lack something.
    pub is_part: bool,
}

/// A session on it.
#[derive(Clone, Debug)]
pub struct BilledSession {
    /// Its charge.
    pub listed: ListedCharge,
    /// What moved for it.
    pub figures: Figures,
    /// Who held it.
    pub provider: StaffMember,
    /// What it was for.
    pub codes: SessionCodes,
}

/// A month in which a client paid sessions themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuperbillMonth {
    /// The month.
    pub month: Month,
    /// Whether some of its sessions lack nothing, so that it has a superbill.
    pub is_ready: bool,
    /// What the others lack.
    pub missing: Vec<Lack>,
}

/// Sessions of a month that are read. Nobody has that many.
const SESSIONS_MAX: u64 = 500;

/// The superbill of a charge; none where it is not this client's, or an insurer would refuse it.
///
/// # Errors
/// When the store fails.
pub async fn of_charge(
    desk: &Desk,
    access: &ClientAccess,
    id: ChargeId,
) -> Result<Option<Superbill>, Failure> {
    let Some(charge) = charges::of_client(&desk.store.reader(), access.client(), id).await? else {
        return Ok(None);
    };
    let head = head(desk, access).await?;
    made(desk, head, None, vec![charge]).await
}

/// The superbill of a month of which the history shows the sessions; none where an insurer would refuse each of them.
///
/// # Errors
/// When the store fails.
pub async fn of_month(
    desk: &Desk,
    access: &ClientAccess,
    month: Month,
) -> Result<Option<Superbill>, Failure> {
    let head = head(desk, access).await?;
    let (first, last) = (month.first_day(), month.last_day());
    let filter = HistoryFilter::all(head.practice.history_from.max(first), SESSIONS_MAX);
    let filter = HistoryFilter { until: Some(last), ..filter };
    let page = charges::history_of_client(&desk.store.reader(), access.client(), &filter).await?;
    let charges = page.charges.into_iter().rev().collect();
    made(desk, head, Some(month), charges).await
}

async fn made(
    desk: &Desk,
    head: Head,
    month: Option<Month>,
    charges: Vec<Charge>,
) -> Result<Option<Superbill>, Failure> {
    let reader = desk.store.reader();
    let keys: Vec<_> = charges.iter().map(|it| (it.client, it.id)).collect();
    let mut codes = session_codes::of_charges(&reader, &keys).await?;
    let providers = providers(&reader, charges.iter().map(|it| it.provider)).await?;
    let (mut sessions, mut is_part) = (Vec::new(), false);
    for listed in rows(&reader, charges, head.practice.zone, desk.business.now()).await? {
        let charge = &listed.charge;
        if !superbill::is_for(charge.kind, listed.balance.paid()) {
            continue;
        }
        let codes = codes.remove(&charge.id).unwrap_or_default();
        let (Some(provider), Some(figures)) =
            (providers.get(&charge.provider).cloned(), Figures::of(&listed.balance))
        else {
            continue;
        };
        if superbill::lacks(&head.practice, &provider, &head.client, codes.there()).is_empty() {
            sessions.push(BilledSession { listed, figures, provider, codes });
        } else {
            is_part = true;
        }
    }
    Ok((!sessions.is_empty()).then_some(Superbill { head, month, sessions, is_part }))
}

/// Has the record say that the client took it. What the sessions were for is no part of that.
///
/// # Errors
/// When the store fails.
pub async fn took(desk: &Desk, taken: &Superbill) -> Result<(), Failure> {
    let mut work = Work::begin(desk, Actor::Client).await?;
    match (taken.month, &taken.sessions[..]) {
        (Some(month), _) => {
            let paper = Paper::SuperbillOfMonth { month };
            work.record_client(&taken.head.client, Action::PaperTaken { paper });
        }
        (None, sessions) => {
            for session in sessions {
                let paper = Paper::Superbill;
                work.record(&session.listed.charge, Action::PaperTaken { paper });
            }
        }
    }
    work.commit().await
}

/// What the superbill of a charge lacks; none where an insurer is not asked about it at all.
pub(super) async fn lacks(
    access: &impl Access,
    practice: &Practice,
    charge: &Charge,
    balance: &Balance,
) -> Result<Option<Vec<Lack>>, Failure> {
    if !superbill::is_for(charge.kind, balance.paid()) {
        return Ok(None);
    }
    let client = client(access, charge.client).await?;
    let mut codes = session_codes::of_charges(access, &[(charge.client, charge.id)]).await?;
    let there = codes.remove(&charge.id).unwrap_or_default().there();
    let provider = staff::find(access, charge.provider).await?;
    Ok(provider.map(|provider| superbill::lacks(practice, &provider, &client, there)))
}

/// The months in which the client paid sessions themselves, the latest first.
pub(super) async fn months(
    access: &impl Access,
    practice: &Practice,
    id: ClientId,
) -> Result<Vec<SuperbillMonth>, Failure> {
    let paid = charges::self_paid_of_client(access, id, practice.history_from).await?;
    if paid.is_empty() {
        return Ok(Vec::new());
    }
    let client = client(access, id).await?;
    let providers = providers(access, paid.iter().map(|it| it.provider)).await?;
    let mut months: Vec<SuperbillMonth> = Vec::new();
    for it in paid {
        let Some(provider) = providers.get(&it.provider) else { continue };
        let lacks = superbill::lacks(practice, provider, &client, it.there);
        if months.last().is_none_or(|month| month.month != it.month) {
            months.push(SuperbillMonth { month: it.month, is_ready: false, missing: Vec::new() });
        }
        if let Some(month) = months.last_mut() {
            month.is_ready |= lacks.is_empty();
            month.missing.extend(lacks);
            month.missing.sort_unstable();
            month.missing.dedup();
        }
    }
    Ok(months)
}

async fn client(access: &impl Access, id: ClientId) -> Result<Client, Failure> {
    let client = clients::find(access, id).await?;
    client.ok_or_else(|| Failure::Broken("a charge is of a client who is not there".into()))
}

/// Of one client they are few.
async fn providers(
    access: &impl Access,
    ids: impl Iterator<Item = StaffId>,
) -> Result<HashMap<StaffId, StaffMember>, Failure> {
    let mut providers = HashMap::new();
    for id in ids {
        if !providers.contains_key(&id)
            && let Some(person) = staff::find(access, id).await?
        {
            providers.insert(id, person);
        }
    }
    Ok(providers)
}
