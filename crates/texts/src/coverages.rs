//! What a client reads when they change their insurance: what is wrong with an entry, and what will come of it.

use chrono::NaiveDate;
use domain::CoverageId;
use domain::coverage::change::{Billed, ChangeProblem, DayProblem, Effect, Payer};
use domain::coverage::timeline::{Uneven, UnevenKind};
use domain::coverage::{CardField, CardProblem, Position, Term};
use domain::day_entry::DayEntryProblem;
use domain::payer::Program;
use domain::spreadsheet::Damage;

use crate::Texts;

/// What a plan is called: by its payer, and by its own name where another one that is spoken of has that payer, too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanName {
    /// The payer's name.
    pub payer: String,
    /// Its own; blank while that is not entered.
    pub plan: String,
}

impl Texts {
    /// What is wrong with what is entered of a card, and what to do.
    #[must_use]
    pub fn card_problem(self, problem: CardProblem) -> &'static str {
        match problem {
            CardProblem::Missing(CardField::Plan) => self.card_plan_missing(),
            CardProblem::Missing(CardField::MemberId | CardField::GroupNumber) => {
                self.card_member_id_missing()
            }
            CardProblem::Missing(
                CardField::SubscriberFirst | CardField::SubscriberLast | CardField::SubscriberDateOfBirth,
            ) => self.card_subscriber_missing(),
            CardProblem::TooLong(_) => self.card_too_long(),
            CardProblem::Invisible(_) => self.card_invisible(),
            CardProblem::Damaged(_, Damage::Rounded) => self.card_rounded(),
            CardProblem::Damaged(_, Damage::ErrorValue | Damage::Formula) => self.card_error_value(),
            CardProblem::Damaged(_, Damage::BecameDate) => self.card_became_date(),
            CardProblem::NoDay(DayEntryProblem::NoSuchDay) => self.card_born_unknown(),
            CardProblem::NoDay(
                DayEntryProblem::NotADay | DayEntryProblem::Missing | DayEntryProblem::OtherWeekday,
            ) => self.card_born_shape(),
            CardProblem::NobodyBorn => self.card_born_nobody(),
        }
    }

    /// Why a coverage cannot begin or end on a day, and what to enter, like `today`.
    #[must_use]
    pub fn coverage_day_problem(self, problem: DayProblem, today: NaiveDate) -> String {
        match problem {
            DayProblem::Entry(DayEntryProblem::NoSuchDay) => self.coverage_day_unknown().to_owned(),
            DayProblem::Entry(
                DayEntryProblem::Missing | DayEntryProblem::NotADay | DayEntryProblem::OtherWeekday,
            ) => self.coverage_day_shape(&self.typed_day(today)),
            DayProblem::Change(ChangeProblem::TooEarly(day)) => self.coverage_day_early(&self.dated(day)),
            DayProblem::Change(ChangeProblem::TooLate(day)) => self.coverage_day_late(&self.dated(day)),
            DayProblem::Change(ChangeProblem::NothingToEnd) => self.coverage_nothing_to_end().to_owned(),
            DayProblem::Change(ChangeProblem::NoPrimary) => self.coverage_no_primary().to_owned(),
        }
    }

    /// What a payer is called where somebody chooses theirs: with what it runs and its number, where others have the same name.
    #[must_use]
    pub fn payer_choice(self, name: &str, program: Option<Program>, number: Option<&str>) -> String {
        let program = program.map(|it| match it {
            Program::Medicaid => self.program_medicaid(),
            Program::Medicare => self.program_medicare(),
            Program::Dual => self.program_dual(),
            Program::Eap => self.program_eap(),
            // Paying alone is no insurance and is not chosen.
            Program::Commercial | Program::SelfPay => self.program_commercial(),
        });
        match (program, number) {
            (None, None) => name.to_owned(),
            (Some(program), None) => self.coverage_payer_apart(name, program),
            (None, Some(number)) => self.coverage_payer_apart(name, &self.coverage_payer_number(number)),
            (Some(program), Some(number)) => {
                self.coverage_payer_apart(name, &self.coverage_payer_number_of(program, number))
            }
        }
    }

    /// What will come of a change, a sentence each. `name` says what a coverage is called, `added` is the one that is added, and where.
    #[must_use]
    pub fn coverage_effect(
        self,
        effect: &Effect,
        added: Option<(&PlanName, Position)>,
        name: impl Fn(CoverageId) -> PlanName,
    ) -> Vec<String> {
        let mut said = Vec::new();
        if let (Some((new, Position::Secondary)), Some(term)) = (added, effect.adds) {
            let ends: Vec<_> = effect.ends.iter().map(|(id, to)| (name(*id), to)).collect();
            let all = || ends.iter().map(|(it, _)| it).chain([new]);
            said.push(self.effect_secondary(&self.called(new, all()), &self.dated(term.from)));
            said.extend(
                ends.iter().map(|(it, to)| self.effect_ends(&self.called(it, all()), &self.dated(**to))),
            );
        } else {
            let payer = |it: &Billed| match it.payer {
                Payer::Of(id) => Some(name(id)),
                Payer::New => added.map(|(new, _)| new.clone()),
                Payer::Client => None,
            };
            let spans = effect.billed.iter().filter(|it| it.from.is_some() || it.payer != Payer::Client);
            let spans: Vec<_> = spans.map(|it| (it, payer(it))).collect();
            let all = || spans.iter().filter_map(|(_, payer)| payer.as_ref());
            said.extend(spans.iter().map(|(it, payer)| {
                self.billed(it, payer.as_ref().map(|payer| self.called(payer, all())).as_deref())
            }));
        }
        // Whose days the client pays alone has been told of those already.
        let is_told = |it: &Uneven| {
            it.kind == UnevenKind::Gap && effect.billed.iter().any(|span| span.from == Some(it.days.from))
        };
        said.extend(effect.uneven.iter().filter(|it| !is_told(it)).map(|it| self.uneven(it)));
        said.push(self.effect_scheduled().to_owned());
        let card = if effect.card_required { self.effect_card() } else { self.effect_no_card() };
        said.push(card.to_owned());
        said
    }

    /// What tells a plan from `others` that are spoken of beside it. Many plans begin with the name of their payer.
    fn called<'a>(self, it: &PlanName, mut others: impl Iterator<Item = &'a PlanName>) -> String {
        let PlanName { payer, plan } = it;
        if plan.is_empty() || !others.any(|other| other.payer == *payer && other.plan != *plan) {
            payer.clone()
        } else if plan.starts_with(payer.as_str()) {
            plan.clone()
        } else {
            self.coverage_payer_apart(payer, plan)
        }
    }

    fn billed(self, it: &Billed, payer: Option<&str>) -> String {
        let day = |day| self.dated(day);
        match (it.from, it.to, payer) {
            (None, to, payer) => {
                let (day, payer) = (to.map(day).unwrap_or_default(), payer.unwrap_or_default());
                self.effect_until(&day, payer)
            }
            (Some(from), None, Some(payer)) => self.effect_from(&day(from), payer),
            (Some(from), Some(to), Some(payer)) => self.effect_between(&day(from), &day(to), payer),
            (Some(from), None, None) => self.effect_self_from(&day(from)),
            (Some(from), Some(to), None) => self.effect_self_between(&day(from), &day(to)),
        }
    }

    /// That not exactly one plan covers some days.
    #[must_use]
    pub fn uneven(self, Uneven { kind, days: Term { from, to } }: &Uneven) -> String {
        let first = self.dated(*from);
        match (kind, to) {
            (UnevenKind::Gap, Some(to)) if to != from => self.coverage_gap(&first, &self.dated(*to)),
            (UnevenKind::Gap, _) => self.coverage_gap_day(&first),
            (UnevenKind::Overlap, None) => self.coverage_overlap_on(&first),
            (UnevenKind::Overlap, Some(to)) if to != from => self.coverage_overlap(&first, &self.dated(*to)),
            (UnevenKind::Overlap, Some(_)) => self.coverage_overlap_day(&first),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::coverage::change::{Held, Wish, effect};
    use domain::testing::{coverage_id, day};

    use super::*;
    use crate::english;

    fn held(from: &str, to: &str, position: Position) -> Held {
        let to = (!to.is_empty()).then(|| day(to));
        let (id, term) = (coverage_id(1), Term { from: day(from), to });
        Held { id, position, term, is_self_pay: false, card_required: true }
    }

    /// Without what keeps a day on one line.
    fn in_words(said: Vec<String>) -> Vec<String> {
        said.into_iter().map(|it| it.replace('\u{a0}', " ")).collect()
    }

    fn named(payer: &str, plan: &str) -> PlanName {
        PlanName { payer: payer.to_owned(), plan: plan.to_owned() }
    }

    fn said(held: &[Held], wish: Wish, added: Option<(&PlanName, Position)>) -> Vec<String> {
        let effect = effect(held, wish, day("2025-12-01")).expect("a change");
        in_words(english().coverage_effect(&effect, added, |_| named("Aetna", "Choice POS II")))
    }

    #[test]
    fn a_payer_is_chosen_by_its_name_and_by_what_tells_it_from_others_of_that_name() {
        let said = |program, number| english().payer_choice("Anthem", program, number);
        assert_eq!(said(None, None), "Anthem");
        assert_eq!(said(None, Some("00040")), "Anthem (ID 00040)");
        for (program, word) in [
            (Program::Commercial, "commercial plan"),
            (Program::Medicaid, "Medicaid"),
            (Program::Medicare, "Medicare"),
            (Program::Dual, "Medicare and Medicaid"),
            (Program::Eap, "employee assistance program"),
        ] {
            assert_eq!(said(Some(program), None), format!("Anthem ({word})"));
            assert_eq!(said(Some(program), Some("y-7")), format!("Anthem ({word}, ID y-7)"));
        }
    }

    #[test]
    fn a_payer_from_right_to_left_leaves_days_and_signs_where_they_are() {
        let payer = "مركز الشفاء 24";
        let apart = format!("\u{2068}{payer}\u{2069}");
        let texts = english();
        for said in [
            texts.effect_until("Dec 31", payer),
            texts.effect_between("Jan 1", "Jan 31", payer),
            texts.coverage_correct_title(payer),
            texts.eligibility_from(payer, "Jan 1"),
            texts.line_discount(payer),
            texts.pending_text(payer),
            texts.card_photo_alt_front(payer),
            texts.task_coverage_ended(payer, "Dec 31"),
            texts.payer_choice(payer, Some(Program::Medicaid), Some("7")),
        ] {
            assert!(said.contains(&apart), "{said}");
        }
    }

    #[test]
    fn each_way_in_which_days_are_uneven_is_said_with_its_days() {
        let said = |kind, to: &str| {
            let to = (!to.is_empty()).then(|| day(to));
            english()
                .uneven(&Uneven { kind, days: Term { from: day("2025-12-01"), to } })
                .replace('\u{a0}', " ")
        };
        let (gap, overlap) = (UnevenKind::Gap, UnevenKind::Overlap);
        assert_eq!(said(gap, "2025-12-31"), "No plan covers Dec 1, 2025 to Dec 31, 2025.");
        assert_eq!(said(gap, "2025-12-01"), "No plan covers Dec 1, 2025.");
        for (to, days) in [
            ("2025-12-31", "Dec 1, 2025 to Dec 31, 2025"),
            ("2025-12-01", "Dec 1, 2025"),
            ("", "Dec 1, 2025 and every day after"),
        ] {
            let expected = format!("Two plans cover {days}. The one that starts later is billed.");
            assert_eq!(said(overlap, to), expected);
        }
    }

    #[test]
    fn a_new_plan_is_told_with_what_it_takes_the_place_of_and_that_charges_stay() {
        let (position, from) = (Position::Primary, day("2026-01-01"));
        let wish = Wish::Add { position, from, card_required: false };
        let all = [held("2024-10-01", "", Position::Primary)];
        assert_eq!(
            said(&all, wish, Some((&named("Cigna", "HMO"), Position::Primary))),
            [
                "Sessions up to Dec 31, 2025 are billed to Aetna.",
                "Sessions on or after Jan 1, 2026 are billed to Cigna.",
                "Charges that are scheduled already stay as they are.",
                "You need no card on file.",
            ]
        );
        let gap = [held("2024-10-01", "2025-12-15", Position::Primary)];
        let said = said(&gap, wish, Some((&named("Cigna", "HMO"), Position::Primary)));
        assert_eq!(said[1], "No plan covers Dec 16, 2025 to Dec 31, 2025.");
    }

    #[test]
    fn two_plans_of_one_payer_are_told_apart_by_their_names() {
        let from = day("2026-01-01");
        for (position, sentences) in [
            (
                Position::Primary,
                [
                    "Sessions up to Dec 31, 2025 are billed to Aetna (Choice POS II).",
                    "Sessions on or after Jan 1, 2026 are billed to Aetna (Open Access).",
                ],
            ),
            (
                Position::Secondary,
                [
                    "Aetna (Open Access) is asked second, for sessions on or after Jan 1, 2026.",
                    "Your plan with Aetna (Choice POS II) ends on Dec 31, 2025.",
                ],
            ),
        ] {
            let wish = Wish::Add { position, from, card_required: false };
            let all = [
                Held { id: coverage_id(2), ..held("2024-10-01", "", Position::Primary) },
                held("2024-10-01", "", position),
            ];
            let all = if position == Position::Primary { &all[1..] } else { &all[..] };
            let new = named("Aetna", "Open Access");
            assert_eq!(said(all, wish, Some((&new, position)))[..2], sentences);
            let whole = said(all, wish, Some((&named("Aetna", "Aetna Select"), position)));
            assert!(
                whole.iter().any(|it| it.contains(" Aetna Select.") || it.starts_with("Aetna Select is"))
            );
            let (blank, same) = (named("Aetna", ""), named("Aetna", "Choice POS II"));
            assert!(
                said(all, wish, Some((&blank, position)))[..2].iter().any(|it| it.contains("Aetna (Choice"))
            );
            assert!(!said(all, wish, Some((&same, position)))[..2].iter().any(|it| it.contains('(')));
        }
    }

    #[test]
    fn who_pays_alone_is_told_from_which_day_on() {
        let all = [held("2024-10-01", "", Position::Primary)];
        let last_day = day("2025-12-15");
        assert_eq!(
            said(&all, Wish::SelfPay { last_day }, None),
            [
                "Sessions up to Dec 15, 2025 are billed to Aetna.",
                "You pay for sessions on or after Dec 16, 2025 yourself.",
                "Charges that are scheduled already stay as they are.",
                "Your part is charged to the card under Billing Information. If there is none, add one there.",
            ]
        );
    }

    #[test]
    fn days_between_two_plans_are_told_once() {
        let all = [
            held("2024-10-01", "", Position::Primary),
            Held { id: coverage_id(2), ..held("2026-01-01", "", Position::Primary) },
        ];
        let last_day = day("2025-12-15");
        assert_eq!(
            said(&all, Wish::SelfPay { last_day }, None)[..3],
            [
                "Sessions up to Dec 15, 2025 are billed to Aetna.",
                "You pay for sessions from Dec 16, 2025 to Dec 31, 2025 yourself.",
                "Sessions on or after Jan 1, 2026 are billed to Aetna.",
            ]
        );
        assert_eq!(said(&all, Wish::SelfPay { last_day }, None).len(), 5);
    }

    #[test]
    fn a_second_plan_is_told_with_the_one_that_ends() {
        let all = [
            Held { id: coverage_id(2), ..held("2024-10-01", "", Position::Primary) },
            held("2025-01-01", "", Position::Secondary),
        ];
        let (position, from) = (Position::Secondary, day("2025-12-08"));
        let wish = Wish::Add { position, from, card_required: false };
        let said = said(&all, wish, Some((&named("Cigna", "HMO"), Position::Secondary)));
        assert_eq!(
            said[..2],
            [
                "Cigna is asked second, for sessions on or after Dec 8, 2025.",
                "Your plan with Aetna ends on Dec 7, 2025.",
            ]
        );
    }
}
