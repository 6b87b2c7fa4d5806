//! Finding a client by name: without regard to case, accents and the order of the words.

/// A name to be searched in, or what is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameWords(Vec<String>);

impl NameWords {
    /// The words of `text`, folded.
    pub fn of(text: &str) -> Self {
        Self(folded(&decomposed(text)).split_whitespace().map(str::to_owned).collect())
    }

    /// Whether each of the `wanted` words is part of one of these.
    pub fn have(&self, wanted: &Self) -> bool {
        wanted.0.iter().all(|wanted| self.0.iter().any(|word| word.contains(wanted.as_str())))
    }
}

/// Letters apart from their accents. The browser knows them all, so the app need not carry the tables.
#[cfg(target_arch = "wasm32")]
fn decomposed(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFD").into()
}

/// Outside a browser names are taken as they are.
#[cfg(not(target_arch = "wasm32"))]
fn decomposed(text: &str) -> String {
    text.to_owned()
}

/// In small letters, without accents, and with a plain letter for each that is one of its own.
fn folded(decomposed: &str) -> String {
    let mut out = String::with_capacity(decomposed.len());
    for letter in decomposed.chars().flat_map(char::to_lowercase) {
        match letter {
            '\u{300}'..='\u{36f}' => {}
            'ł' => out.push('l'),
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            'þ' => out.push_str("th"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ß' => out.push_str("ss"),
            '\'' | '\u{2018}' | '\u{2019}' => {}
            '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' | ',' => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(wanted: &str, name: &str) -> bool {
        NameWords::of(name).have(&NameWords::of(wanted))
    }

    #[test]
    fn words_are_found_in_any_order_and_in_part() {
        for wanted in ["", " ", "rivera", "RIVERA ana", "ana riv", "iver", "rivera, ana"] {
            assert!(finds(wanted, "Ana Rivera"), "{wanted}");
        }
        for wanted in ["ana bo", "riverana", "anarivera"] {
            assert!(!finds(wanted, "Ana Rivera"), "{wanted}");
        }
    }

    #[test]
    fn a_name_is_found_without_its_accents_and_with_them() {
        for (wanted, name) in [
            ("jose munoz", "Jose\u{301} Mun\u{303}oz"),
            ("Mun\u{303}oz", "Munoz"),
            ("lukasz", "\u{141}ukasz"),
            ("sorensen", "S\u{f8}rensen"),
            ("dordevic", "\u{110}or\u{111}evic\u{301}"),
            ("isik", "Is\u{327}\u{131}k"),
            ("ISIK", "I\u{307}s\u{327}\u{131}k"),
            ("aesa strauss", "\u{c6}sa Strau\u{df}"),
            ("obrien", "O\u{2019}Brien"),
            ("mary ann", "Mary-Ann"),
        ] {
            assert!(finds(wanted, name), "{wanted}");
        }
    }
}
