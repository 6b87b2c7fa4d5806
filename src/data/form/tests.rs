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
                || t().pay_now_paid_title().to_owned(),
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

/// Somebody with the form before them.
struct Reader {
    memory: &'static Memory,
    root: Owner,
    session: SessionState,
    page: Owner,
}

impl Reader {
    fn new() -> Self {
        let memory = Memory::with(sample(Some("2025-12-02")));
        let (root, session) = app(memory);
        Self { memory, page: root.child(), root, session }
    }

    /// Has the form, with this day entered.
    fn enter(&self, day: &str, act: impl FnOnce(FormState)) {
        self.page.with(|| {
            let form = form(self.memory);
            form.value(DAY).set(day.into());
            act(form);
        });
    }

    /// Sends this day, and finds that the session has ended.
    fn is_signed_out(&self, form: impl FnOnce() -> FormState) {
        self.page.with(|| {
            self.memory.next(ApiError::SignedOut);
            form().submit();
        });
        turn();
        assert!(self.session.who().is_none() && self.session.ended().get_untracked());
        self.page.cleanup();
    }

    /// Signs in again.
    fn comes_back(&self) {
        self.session.ask();
        turn();
    }

    /// Chooses another language on another device. The page is not yet drawn anew.
    fn chooses_language(&self) {
        self.memory.language_changes(Language::Pseudo);
        self.session.check();
        turn();
    }

    fn language(&self) -> Option<Language> {
        self.session.who().map(|who| who.language)
    }

    /// What stands where the page was.
    fn drawn_anew(self, look: impl FnOnce(FormState)) {
        self.page.cleanup();
        self.root.with(|| look(form(self.memory)));
    }
}

#[test]
fn mistakes_are_told_once_it_was_sent_and_go_as_they_are_mended() {
    let reader = Reader::new();
    reader.enter("", |form| {
        let error = form.error(DAY);
        assert_eq!(error.get(), None);
        form.submit();
        assert_eq!((error.get().as_deref(), form.busy.get()), (Some(t().reschedule_field()), false));
        form.value(DAY).set("12/12/2025".into());
        assert_eq!(error.get(), None);
    });
    assert_eq!(reader.memory.changes(), 0);
}

#[test]
fn what_is_pressed_twice_is_sent_once_and_then_the_form_is_empty() {
    let reader = Reader::new();
    reader.enter("12/12/2025", |form| {
        form.submit();
        form.submit();
        assert!(form.busy.get());
        turn();
        assert_eq!(said(form), Some((NoticeKind::Done, day("2025-12-12").to_string())));
        assert_eq!((form.done.get(), form.entered(DAY).as_str()), (true, ""));
        form.once_more();
        assert_eq!((form.done.get(), said(form)), (false, None));
    });
    assert_eq!(reader.memory.changes(), 1);
}

#[test]
fn what_is_entered_while_it_is_on_its_way_stays() {
    Reader::new().enter("12/12/2025", |form| {
        form.submit();
        form.value(DAY).set("12/15/2025".into());
        turn();
        assert_eq!((form.done.get(), form.entered(DAY).as_str()), (false, "12/15/2025"));
    });
}

#[test]
fn a_lost_answer_is_told_as_not_known_and_the_entry_stays() {
    let reader = Reader::new();
    reader.enter("12/12/2025", |form| {
        reader.memory.next(ApiError::NotReached);
        form.submit();
        turn();
        assert_eq!(said(form), Some((NoticeKind::Error, t().failed_unknown_outcome().to_owned())));
        assert_eq!((form.busy.get(), form.entered(DAY).as_str()), (false, "12/12/2025"));
    });
}

#[test]
fn where_sending_it_twice_does_no_harm_a_lost_answer_says_to_send_it_again() {
    let (_root, _session) = app(Memory::with(sample(None)));
    let Ok(FormReply::Said(saying)) = FormReply::without_answer(ApiError::NotReached) else {
        panic!("it says so")
    };
    assert_eq!((saying.kind, (saying.text)()), (NoticeKind::Error, t().failed_not_reached().to_owned()));
    for error in [ApiError::SignedOut, ApiError::Outdated, ApiError::Busy(5)] {
        assert_eq!(FormReply::without_answer(error.clone()).err(), Some(error));
    }
}

#[test]
fn a_page_that_has_gone_hears_nothing() {
    let reader = Reader::new();
    reader.enter("12/12/2025", FormState::submit);
    reader.page.cleanup();
    turn();
}

#[test]
fn what_was_entered_outlives_the_session() {
    let reader = Reader::new();
    reader.is_signed_out(|| {
        let form = form(reader.memory);
        form.value(DAY).set("12/12/2025".into());
        form
    });
    reader.comes_back();
    reader.drawn_anew(|form| assert_eq!(form.entered(DAY), "12/12/2025"));
}

#[test]
fn what_is_there_already_is_no_entry_and_is_there_again_once_it_is_done() {
    let reader = Reader::new();
    reader.page.with(|| {
        let there = RwSignal::new("12/2/2025".to_owned());
        let form = holding(reader.memory, move || there.get());
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
    let reader = Reader::new();
    reader.is_signed_out(|| holding(reader.memory, || "12/2/2025".to_owned()));
    reader.comes_back();
    reader.root.with(|| {
        let form = holding(reader.memory, || "12/5/2025".to_owned());
        assert_eq!(form.entered(DAY), "12/5/2025");
    });
}

#[test]
fn what_one_person_entered_is_not_shown_to_the_next() {
    let reader = Reader::new();
    reader.is_signed_out(|| {
        let form = form(reader.memory);
        form.value(DAY).set("12/12/2025".into());
        form
    });
    reader.memory.person_changes("somebody else with the same client");
    reader.comes_back();
    reader.drawn_anew(|form| assert_eq!(form.entered(DAY), ""));
}

#[test]
fn what_is_not_there_any_more_may_be_somebody_elses() {
    let reader = Reader::new();
    reader.memory.person_changes("somebody else");
    reader.memory.next(told(404));
    reader.enter("12/12/2025", FormState::submit);
    turn();
    assert_eq!(reader.session.who().map(|who| who.person).as_deref(), Some("somebody else"));
}

#[test]
fn what_is_entered_stays_when_another_language_is_chosen() {
    let reader = Reader::new();
    reader.enter("12/12/2025", |_| ());
    reader.chooses_language();
    assert_eq!(reader.language(), Some(Language::Pseudo));
    reader.drawn_anew(|drawn| {
        assert_eq!(drawn.value(DAY).get(), "12/12/2025");
        assert_eq!(form(Memory::with(sample(None))).value(DAY).get(), "", "it is filled in once");
    });
}

#[test]
fn what_comes_of_the_entry_is_heard_before_another_language_is_shown_and_said_in_it() {
    let reader = Reader::new();
    reader.memory.hold("/reschedule");
    reader.enter("12/12/2025", FormState::submit);
    reader.chooses_language();
    assert_eq!(reader.language(), Some(Language::English));
    reader.memory.let_go();
    turn();
    assert_eq!(reader.language(), Some(Language::Pseudo));
    reader.drawn_anew(|form| {
        assert_eq!(said(form), Some((NoticeKind::Done, day("2025-12-12").to_string())));
        let title = form.said.get().and_then(|said| said.title).map(|title| title());
        assert_eq!(title, Some(t().pay_now_paid_title().to_owned()));
        assert!(form.done.get() && t().language() == Language::Pseudo);
    });
}

#[test]
fn what_is_left_while_it_is_on_its_way_keeps_no_language_waiting() {
    let reader = Reader::new();
    reader.memory.hold("/reschedule");
    reader.enter("12/12/2025", FormState::submit);
    reader.chooses_language();
    reader.page.cleanup();
    turn();
    assert_eq!(reader.language(), Some(Language::Pseudo));
}

#[test]
fn what_is_wrong_is_told_in_the_other_language_as_well() {
    let reader = Reader::new();
    reader.enter("", FormState::submit);
    reader.chooses_language();
    reader.drawn_anew(|form| {
        assert_eq!(form.error(DAY).get().as_deref(), Some(t().reschedule_field()));
        assert_eq!(t().language(), Language::Pseudo);
    });
}

#[test]
fn what_the_server_found_wrong_is_told_in_the_other_language_as_well() {
    let reader = Reader::new();
    reader.memory.next(ApiError::Broken);
    reader.enter("12/12/2025", |form| {
        form.submit();
        turn();
        assert_eq!(form.mistakes().get(), refused());
    });
    reader.chooses_language();
    reader.drawn_anew(|form| {
        assert_eq!((form.mistakes().get(), t().language()), (refused(), Language::Pseudo));
    });
}
