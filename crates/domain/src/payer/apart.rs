//! What tells payers of one name apart.

use std::collections::HashMap;

use super::{Payer, Program};

/// What tells a payer from others of the same name, as far as it takes that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Apart {
    /// What it runs, where another one runs something else.
    pub program: Option<Program>,
    /// Its number, where another one runs the same: the one that stands on insurance cards, or else the practice's own.
    pub number: Option<String>,
}

/// What tells each of a practice's payers from the others, in their order. Names that differ in capitals alone sound alike.
#[must_use]
pub fn apart(payers: &[Payer]) -> Vec<Apart> {
    let mut by_name: HashMap<String, Vec<&Payer>> = HashMap::new();
    for payer in payers {
        by_name.entry(heard(payer)).or_default().push(payer);
    }
    payers.iter().map(|payer| from_others(payer, &by_name[&heard(payer)])).collect()
}

fn from_others(payer: &Payer, of_name: &[&Payer]) -> Apart {
    let others = || of_name.iter().filter(|it| it.id != payer.id);
    let program = others().any(|it| it.program != payer.program).then_some(payer.program);
    let alike = || others().filter(|it| it.program == payer.program);
    let number = alike().next().is_some().then(|| match &payer.eligibility_id {
        Some(number) if alike().all(|it| it.eligibility_id.as_ref() != Some(number)) => {
            number.as_str().to_owned()
        }
        _ => payer.external_key.clone(),
    });
    Apart { program, number }
}

fn heard(payer: &Payer) -> String {
    payer.name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::payer;

    fn told(payers: &[Payer]) -> Vec<(Option<Program>, Option<String>)> {
        apart(payers).into_iter().map(|it| (it.program, it.number)).collect()
    }

    #[test]
    fn a_payer_whose_name_no_other_has_needs_nothing_more() {
        let all = [payer(1, "Aetna", Program::Commercial), payer(2, "Aetna Select", Program::Commercial)];
        assert_eq!(told(&all), [(None, None), (None, None)]);
    }

    #[test]
    fn payers_of_one_name_are_told_apart_by_what_they_run() {
        let all = [payer(1, "Anthem", Program::Commercial), payer(2, "ANTHEM ", Program::Medicaid)];
        assert_eq!(told(&all), [(Some(Program::Commercial), None), (Some(Program::Medicaid), None)]);
    }

    #[test]
    fn payers_that_run_the_same_are_told_apart_by_the_number_on_the_card_or_the_practices_own() {
        let known = |id, number: &str| Payer {
            eligibility_id: number.parse().ok(),
            ..payer(id, "Anthem", Program::Commercial)
        };
        let own = |n: u128| payer(n, "Anthem", Program::Commercial).external_key;
        let all = [known(1, "00040"), known(2, "00050"), known(3, "")];
        let numbers = ["00040".to_owned(), "00050".to_owned(), own(3)].map(|it| (None, Some(it)));
        assert_eq!(told(&all), numbers);
        assert_eq!(told(&[known(1, "00040"), known(2, "00040")]), [1, 2].map(|n| (None, Some(own(n)))));
        let mixed = [known(1, "00040"), known(2, ""), payer(3, "Anthem", Program::Eap)];
        let program = Some(Program::Commercial);
        let expected =
            [(program, Some("00040".to_owned())), (program, Some(own(2))), (Some(Program::Eap), None)];
        assert_eq!(told(&mixed), expected);
    }
}
