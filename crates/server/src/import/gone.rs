//! People who are gone from the export lose access, and have it again once they are back. An export is the practice's whole
//! list, every night; nothing else about anybody is touched.

mod refused;

use std::collections::HashSet;

use domain::actor::Actor;
use domain::audit::{Action, Entry};
use domain::fault::Fault;
use domain::login::{Closed, Login, Person};
use domain::{AuditId, PracticeId};
use store::people::{self, ListedPerson, Sort};
use store::{Access, StoreError, audit, logins, sessions};

use super::access_changes::{AccessChanges, WhoChanged};
use super::apply::Bringing;
use super::compare::Comparing;
use super::problem::{Problems, RowProblem};
use super::records::Records;
use super::{clients, staff};
use refused::RefusedPeople;

/// What it means that somebody whom the desk knows is missing from the export of their practice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Missing {
    /// They are gone and lose access. Where that would shut out most of a practice, the file is refused instead.
    #[default]
    Gone,
    /// The same, however many they are.
    GoneHoweverMany,
    /// Nothing: the export holds only some of the people.
    NothingSaid,
}

/// As many people may go at once without a word, whatever their share. In a small practice half of the staff are soon gone.
const GONE_UNASKED: usize = 5;

/// One list of one practice, before and in the export.
#[derive(Debug)]
pub(super) struct PeopleList {
    practice: PracticeId,
    practice_key: String,
    sort: Sort,
    is_empty: bool,
    gone: Vec<Person>,
    back: Vec<Person>,
}

impl PeopleList {
    /// Whether somebody is gone or back.
    pub(super) const fn has_changes(&self) -> bool {
        !self.gone.is_empty() || !self.back.is_empty()
    }
}

/// Who is gone and who is back, in each list of each practice of the export.
///
/// Nobody is gone because their row was refused: they are as they were, and so is everybody while it is not known whose row it is.
pub(super) async fn compared(
    comparing: &Comparing<'_>,
    records: &Records,
) -> Result<(Vec<PeopleList>, Problems), StoreError> {
    let Comparing { ids, known, .. } = comparing;
    let (mut lists, mut problems) = (Vec::new(), Problems::default());
    for (at, row) in records.practices.iter() {
        let practice = ids.practices[at];
        let staff = records.staff.iter().filter(|(_, it)| it.practice == at);
        let staff = staff.map(|(at, _)| Person::Staff(ids.staff[at])).collect();
        let clients = records.clients.iter().filter(|(_, it)| it.practice == at);
        let clients = clients.map(|(at, _)| Person::Client(ids.clients[at])).collect();
        let of_staff = known.staff.values().filter(|it| it.practice == practice);
        let of_staff = of_staff.map(|it| (it.external_key.as_str(), Person::Staff(it.id)));
        let of_clients = known.clients.values().filter(|it| it.practice == practice);
        let of_clients = of_clients.map(|it| (it.external_key.as_str(), Person::Client(it.id)));
        for (sort, present, refused) in [
            (Sort::Staff, staff, RefusedPeople::of(&records.staff, of_staff)),
            (Sort::Client, clients, RefusedPeople::of(&records.clients, of_clients)),
        ] {
            let present: HashSet<Person> = present;
            let known = people::of_practice(comparing.reader, practice, sort).await?;
            let those = |is_it: &dyn Fn(&ListedPerson) -> bool| -> Vec<Person> {
                known.iter().filter(|it| is_it(it)).map(|it| it.person).collect()
            };
            let is_gone = |it: &ListedPerson| {
                !it.is_gone && !present.contains(&it.person) && !refused.may_be(it.person)
            };
            let list = PeopleList {
                practice,
                practice_key: row.key.clone(),
                sort,
                is_empty: present.is_empty() && refused.is_nobody(),
                gone: if records.missing == Missing::NothingSaid { Vec::new() } else { those(&is_gone) },
                back: those(&|it| it.is_gone && present.contains(&it.person)),
            };
            // Where ids changed, rows that are there under another id were named already, and this would follow from it.
            let is_all_named = records.set_aside.is_none() && !records.refusals.is_empty();
            if records.missing == Missing::Gone && !is_all_named {
                problems.extend(most_are_gone(&list, comparing.reader).await?);
            }
            lists.push(list);
        }
    }
    Ok((lists, problems))
}

/// The problem of a list that lost most of those who can sign in.
async fn most_are_gone(list: &PeopleList, access: &impl Access) -> Result<Option<RowProblem>, StoreError> {
    let gone = logins::of_people(access, &list.gone).await?.iter().filter(|it| it.closed.is_none()).count();
    let had =
        usize::try_from(logins::open_count(access, list.practice, list.sort).await?).unwrap_or(usize::MAX);
    let is_most = list.is_empty || (gone > GONE_UNASKED && gone > had.saturating_sub(gone));
    if gone == 0 || !is_most {
        return Ok(None);
    }
    let file = match list.sort {
        Sort::Client => clients::FILE,
        Sort::Staff => staff::FILE,
    };
    let fault = Fault::MostGone { gone, had, practice: list.practice_key.clone() };
    Ok(Some(RowProblem::of_file(file, fault)))
}

/// Takes access from those who are gone and gives it back to those who are back. Comes after all rows were written.
pub(super) async fn follow(
    lists: &[PeopleList],
    bringing: &mut Bringing<'_>,
) -> Result<AccessChanges, StoreError> {
    let mut changes = AccessChanges::default();
    // All leave before anybody comes back: who is gone keeps nobody from an address.
    for list in lists {
        changes.ended.extend(leave(list, bringing).await?);
    }
    for list in lists {
        let (restored, in_the_way) = come_back(list, bringing).await?;
        changes.restored.extend(restored);
        changes.in_the_way.extend(in_the_way);
    }
    Ok(changes)
}

async fn leave(list: &PeopleList, bringing: &mut Bringing<'_>) -> Result<Vec<WhoChanged>, StoreError> {
    if list.gone.is_empty() {
        return Ok(Vec::new());
    }
    let unit = bringing.unit;
    let mut logins = logins::of_people(unit, &list.gone).await?;
    logins.retain(|login| login.closed.is_none());
    people::set_gone(unit, &list.gone, Some(bringing.now)).await?;
    let closed: Vec<_> = logins.iter().map(|login| login.id).collect();
    logins::close(unit, &closed, Closed::Gone).await?;
    // An import has the business clock only; of this instant nothing is asked but whether it is there.
    sessions::revoke_of(unit, &closed, bringing.now).await?;
    note(&logins, Action::AccessEnded, bringing).await?;
    named(list, &logins, bringing).await
}

/// Those who have access again, and those whose address somebody else signs in with by now.
async fn come_back(
    list: &PeopleList,
    bringing: &mut Bringing<'_>,
) -> Result<(Vec<WhoChanged>, Vec<WhoChanged>), StoreError> {
    if list.back.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let unit = bringing.unit;
    people::set_gone(unit, &list.back, None).await?;
    let mut logins = logins::of_people(unit, &list.back).await?;
    logins.retain(|login| login.closed == Some(Closed::Gone));
    let (mut restored, mut in_the_way) = (Vec::new(), Vec::new());
    for login in logins {
        if logins::open_by_email(unit, &login.email).await?.is_some() {
            in_the_way.push(login);
        } else {
            logins::reopen(unit, login.id).await?;
            restored.push(login);
        }
    }
    // A device that was let in while its sign-in was being closed must not come back to life with it.
    let open: Vec<_> = restored.iter().map(|login| login.id).collect();
    sessions::revoke_of(unit, &open, bringing.now).await?;
    note(&restored, Action::AccessRestored, bringing).await?;
    Ok((named(list, &restored, bringing).await?, named(list, &in_the_way, bringing).await?))
}

async fn note(logins: &[Login], action: Action, bringing: &mut Bringing<'_>) -> Result<(), StoreError> {
    let mut entries = Vec::with_capacity(logins.len());
    for login in logins {
        let id = AuditId::new((bringing.make_id)());
        entries.push(Entry::about_login(id, bringing.now, Actor::Practice, login, action.clone()));
    }
    audit::append(bringing.unit, &entries).await
}

async fn named(
    list: &PeopleList,
    logins: &[Login],
    bringing: &Bringing<'_>,
) -> Result<Vec<WhoChanged>, StoreError> {
    let mut named = Vec::new();
    for login in logins {
        if let Some(person) = people::find(bringing.unit, login.person).await? {
            named.push(WhoChanged {
                sort: list.sort,
                key: person.external_key,
                practice: list.practice_key.clone(),
            });
        }
    }
    named.sort();
    Ok(named)
}
