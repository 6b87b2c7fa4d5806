//! What is said of a change of the number.

use domain::phone::PhoneOnFile;
use wire::contact::ContactView;

use crate::data::form::Saying;
use crate::text::t;
use crate::ui::NoticeKind;

/// As the forms show it; none where no number is on file.
pub fn number(contact: &ContactView) -> Option<String> {
    contact.phone.as_ref().map(PhoneOnFile::to_string)
}

/// For a sentence, which must not break within it.
fn in_one_line(contact: &ContactView) -> Option<String> {
    number(contact).map(|it| it.replace(' ', "\u{a0}"))
}

/// That it is on file.
pub fn saved(now: &ContactView) -> Saying {
    let number = in_one_line(now);
    Saying::done(
        || t().about_me_saved_title().to_owned(),
        move || match &number {
            Some(number) => t().about_me_saved(number),
            None => t().about_me_saved_none().to_owned(),
        },
    )
}

/// It was changed elsewhere; what was entered stands, and may be sent again.
pub fn meanwhile(now: &ContactView) -> Saying {
    let number = in_one_line(now);
    Saying::new(NoticeKind::Warning, move || match &number {
        Some(number) => t().about_me_meanwhile(number),
        None => t().about_me_meanwhile_none().to_owned(),
    })
}
