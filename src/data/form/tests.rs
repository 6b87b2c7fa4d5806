use domain::ClientId;
use domain::language::Language;
use wire::charges::RescheduleRequest;

use super::*;
use crate::api::memory::{Memory, day, sample, told};
use crate::api::use_api;
use crate::data::turns::{app, turn};
use crate::text::t;
use crate::ui::NoticeKind;

const DAY: &str = "day";

/// A form that moves the sample to the day that is entered.
fn form(memory: &'static Memory) -> FormState {
    holding(memory, String::new)
}

/// The same, which holds this day before.
fn holding(memory: &'static Memory, blank: impl Fn() -> String + Send + Sync + 'static) -> FormState {
    let (api, client, id) =
        (use_api(), "cli_01970000000070008000000000000001".parse::<ClientId>(), sample(None).row.id);
    let client = client.expect("an id");
    FormState::new(&[DAY], move |form| {
        let day = form.entered(DAY);
        if day.is_empty() {
            return Err(vec![Mistake::new(DAY, t().reschedule_field())]);
        }
        let request = RescheduleRequest { version: memory.now().rules.version, day };
        Ok(Box::pin(async move {
            let answer = match api.reschedule(client, id, &request).await {
                Err(ApiError::Broken) => return Ok(FormReply::Refused(Arc::new(refused))),
                answer => answer?,
            };
            let moved = answer.charge.rules.plan.map(|plan| plan.day);
            Ok(FormReply::Done(Saying::done(
                || t().reschedule_done_title(),
                move || moved.map(|day| day.to_string()).unwrap_or_default(),
            )))
        }))
    })
    .holding(DAY, written, blank)
    .kept(id.to_string())
}

fn refused() -> Vec<Mistake> {
    vec![Mistake::new(DAY, t().reschedule_hint("12/31/2025"))]
}

fn written(entered: &str) -> String {
    entered.trim().replace("/02/", "/2/")
}

fn said(form: FormState) -> Option<(NoticeKind, String)> {
    form.said.get_untracked().map(|said| (said.kind, (said.text)()))
}

#[test]
fn mistakes_are_told_once_it_was_sent_and_go_as_they_are_mended() {
    let memory = Memory::with(sample(Some("2025-12-02")));
    let (root, _) = app(memory);
    root.with(|| {
        let form = form(memory);
        let error = form.error(DAY);
        assert_eq!(error.get(), None);
        form.submit();
        assert_eq!((error.get().as_deref(), form.busy.get()), (Some(t().reschedule_field()), false));
        form.value(DAY).set("12/12/2025".into());
        assert_eq!(error.get(), None);
        assert_eq!(memory.changes(), 0);
    });
}

#[test]
fn what_is_pressed_twice_is_sent_once_and_then_the_form_is_empty() {
    let memory = Memory::with(sample(Some("2025-12-02")));
    let (root, _) = app(memory);
    root.with(|| {
        let form = form(memory);
        form.value(DAY).set("12/12/2025".into());
        form.submit();
        form.submit();
        assert!(form.busy.get());
        turn();
        assert_eq!(said(form), Some((NoticeKind::Done, day("2025-12-12").to_string())));
        assert_eq!((memory.changes(), form.done.get(), form.entered(DAY).as_str()), (1, true, ""));
        form.once_more();
        assert_eq!((form.done.get(), said(form)), (false, None));
    });
}

#[test]
fn what_is_entered_while_it_is_on_its_way_stays() {
    let memory = Memory::with(sample(Some("2025-12-02")));
    let (root, _) = app(memory);
    root.with(|| {
        let form = form(memory);
        form.value(DAY).set("12/12/2025".into());
        form.submit();
        form.value(DAY).set("12/15/2025".into());
        turn();
        assert_eq!((form.done.get(), form.entered(DAY).as_str()), (false, "12/15/2025"));
    });
}

#[test]
fn a_lost_answer_is_told_as_not_known_and_the_entry_stays() {
    let memory = Memory::with(sample(Some("2025-12-02")));
    let (root, _) = app(memory);
    root.with(|| {
        let form = form(memory);
        form.value(DAY).set("12/12/2025".into());
        memory.next(ApiError::NotReached);
        form.submit();
        turn();
        assert_eq!(said(form), Some((NoticeKind::Error, t().failed_unknown_outcome().to_owned())));
        assert_eq!((form.busy.get(), form.entered(DAY).as_str()), (false, "12/12/2025"));
    });
}

#[test]
fn a_page_that_has_gone_hears_nothing() {
    let memory = Memory::with(sample(Some("2025-12-02")));
    let (root, _) = app(memory);
    let page = root.with(Owner::new);
    page.with(|| {
        let form = form(memory);
        form.value(DAY).set("12/12/2025".into());
        form.submit();
    });
    page.cleanup();
    turn();
}

#[test]
fn what_was_entered_outlives_the_session() {
    let memory = Memory::with(sample(Some("2025-12-02")));
    let (root, session) = app(memory);
    let page = root.with(Owner::new);
    page.with(|| {
        let form = form(memory);
        form.value(DAY).set("12/12/2025".into());
        memory.next(ApiError::SignedOut);
        form.submit();
    });
    turn();
    assert!(session.who().is_none() && session.ended().get_untracked());
    page.cleanup();
    session.ask();
    turn();
    root.with(|| assert_eq!(form(memory).entered(DAY), "12/12/2025"));
}

#[test]
fn what_is_there_already_is_no_entry_and_is_there_again_once_it_is_done() {
    let memory = Memory::with(sample(Some("2025-12-02")));
    let (root, _) = app(memory);
    root.with(|| {
        let there = RwSignal::new("12/2/2025".to_owned());
        let form = holding(memory, move || there.get());
        assert_eq!((form.entered(DAY).as_str(), form.is_changed()), ("12/2/2025", false));
        form.value(DAY).set(" 12/02/2025".into());
        assert!(!form.is_changed(), "another spelling is no entry");
        form.value(DAY).set(String::new());
        assert!(form.is_changed(), "that it is taken away is an entry");
        form.value(DAY).set("12/12/2025".into());
        form.submit();
        there.set("2025-12-12".into());
        turn();
        assert_eq!((form.entered(DAY).as_str(), form.is_changed()), ("2025-12-12", false));
    });
}

#[test]
fn what_is_there_already_does_not_outlive_the_session() {
    let memory = Memory::with(sample(Some("2025-12-02")));
    let (root, session) = app(memory);
    let page = root.with(Owner::new);
    page.with(|| {
        let form = holding(memory, || "12/2/2025".to_owned());
        memory.next(ApiError::SignedOut);
        form.submit();
    });
    turn();
    assert!(session.ended().get_untracked());
    page.cleanup();
    session.ask();
    turn();
    root.with(|| {
        let form = holding(memory, || "12/5/2025".to_owned());
        assert_eq!(form.entered(DAY), "12/5/2025");
    });
}

#[test]
fn what_one_person_entered_is_not_shown_to_the_next() {
    let memory = Memory::with(sample(Some("2025-12-02")));
    let (root, session) = app(memory);
    let page = root.child();
    page.with(|| {
        let form = form(memory);
        form.value(DAY).set("12/12/2025".into());
        memory.next(ApiError::SignedOut);
        form.submit();
    });
    turn();
    page.cleanup();
    memory.person_changes("somebody else with the same client");
    session.ask();
    turn();
    root.with(|| assert_eq!(form(memory).entered(DAY), ""));
}

/// Somebody who has entered a day and chosen another language, and the page that is drawn anew for it.
struct Reader {
    root: Owner,
    session: SessionState,
    page: Owner,
}

fn in_another_language(memory: &'static Memory, before: impl FnOnce(FormState)) -> Reader {
    let (root, session) = app(memory);
    let page = root.child();
    page.with(|| {
        let form = form(memory);
        form.value(DAY).set("12/12/2025".into());
        before(form);
    });
    memory.language_changes(Language::Pseudo);
    session.check();
    turn();
    Reader { root, session, page }
}

#[test]
fn what_is_entered_stays_when_another_language_is_chosen() {
    let memory = Memory::with(sample(Some("2025-12-02")));
    let Reader { root, session, page } = in_another_language(memory, |_| ());
    assert_eq!(session.who().map(|who| who.language), Some(Language::Pseudo));
    page.cleanup();
    root.with(|| {
        assert_eq!(form(memory).value(DAY).get(), "12/12/2025");
        assert_eq!(form(memory).value(DAY).get(), "", "it is filled in once");
    });
}

#[test]
fn what_comes_of_the_entry_is_heard_before_another_language_is_shown_and_said_in_it() {
    let memory = Memory::with(sample(Some("2025-12-02")));
    memory.hold("/reschedule");
    let Reader { root, session, page } = in_another_language(memory, FormState::submit);
    assert_eq!(session.who().map(|who| who.language), Some(Language::English));
    memory.let_go();
    turn();
    assert_eq!(session.who().map(|who| who.language), Some(Language::Pseudo));
    page.cleanup();
    root.with(|| {
        let form = form(memory);
        assert_eq!(said(form), Some((NoticeKind::Done, day("2025-12-12").to_string())));
        let title = form.said.get().and_then(|said| said.title).map(|title| title());
        assert_eq!(title, Some(t().reschedule_done_title()));
        assert!(form.done.get() && t().language() == Language::Pseudo);
    });
}

#[test]
fn what_is_left_while_it_is_on_its_way_keeps_no_language_waiting() {
    let memory = Memory::with(sample(Some("2025-12-02")));
    memory.hold("/reschedule");
    let Reader { root: _root, session, page } = in_another_language(memory, FormState::submit);
    page.cleanup();
    turn();
    assert_eq!(session.who().map(|who| who.language), Some(Language::Pseudo));
}

#[test]
fn what_is_wrong_is_told_in_the_other_language_as_well() {
    let memory = Memory::with(sample(Some("2025-12-02")));
    let Reader { root, page, .. } = in_another_language(memory, |form| {
        form.value(DAY).set(String::new());
        form.submit();
        assert_eq!(form.error(DAY).get().as_deref(), Some(t().reschedule_field()));
    });
    page.cleanup();
    root.with(|| assert_eq!(form(memory).error(DAY).get().as_deref(), Some(t().reschedule_field())));
}

#[test]
fn what_the_server_found_wrong_is_told_in_the_other_language_as_well() {
    let memory = Memory::with(sample(Some("2025-12-02")));
    let Reader { root, page, .. } = in_another_language(memory, |form| {
        memory.next(ApiError::Broken);
        form.submit();
        turn();
        assert_eq!(form.mistakes().get(), refused());
    });
    page.cleanup();
    root.with(|| {
        let form = form(memory);
        assert_eq!((form.mistakes().get(), t().language()), (refused(), Language::Pseudo));
    });
}

#[test]
fn what_is_not_there_any_more_may_be_somebody_elses() {
    let memory = Memory::with(sample(Some("2025-12-02")));
    let (root, session) = app(memory);
    root.with(|| {
        let form = form(memory);
        form.value(DAY).set("12/12/2025".into());
        memory.person_changes("somebody else");
        memory.next(told(404));
        form.submit();
    });
    turn();
    assert_eq!(session.who().map(|who| who.person).as_deref(), Some("somebody else"));
}
