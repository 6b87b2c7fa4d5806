use indicatif::HumanCount;

/// `1 row`, `1,993 rows`.
pub fn counted(many: u64, noun: &str) -> String {
    let ending = if many == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", HumanCount(many))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_one_and_thousands_are_told_apart() {
        assert_eq!([0, 1, 1_993].map(|many| counted(many, "row")), ["0 rows", "1 row", "1,993 rows"]);
    }
}
