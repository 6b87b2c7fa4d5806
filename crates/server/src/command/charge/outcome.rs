//! What came of an act, in a sentence.

use domain::refund_request::RefundRefusal;
use domain::zone::PracticeZone;

use super::acts::Act;
use super::words;
use crate::payments::ToGiveBack;
use crate::service::charges::{ActError, Done, Kept};

pub fn done(act: Act<'_>, done: &Done, zone: PracticeZone) -> String {
    match done {
        Done::Now(charge) => match act {
            Act::Refund(ToGiveBack { beside: Some(payment), .. }) => {
                format!("Done. The payment processor gives the money of {payment} back; the charge itself stays as it is.")
            }
            _ => format!("Done. The charge is now: {}.", words::standing(&charge.state, zone)),
        },
        Done::WishTakenBack => {
            "Done. What was said of the charge is taken back; the attempt under way goes on.".to_owned()
        }
        Done::Unchanged => "Nothing had to be done: it is so already.".to_owned(),
        Done::Kept(Kept::UnderWay) => {
            "Not done yet: an attempt at the charge is under way. If it takes nothing, the worker carries this out; if it takes \
             the money, the charge is paid and support gets a task."
                .to_owned()
        }
        Done::Kept(Kept::NotAnswering) if matches!(act, Act::Refund(_)) => {
            "Not done yet: the payment processor has not said whether it gives the money back. The worker asks it until that is \
             known; it is given back once."
                .to_owned()
        }
        Done::Kept(Kept::NotAnswering) => {
            "Not done yet: the payment processor could not be asked whether it lets go of the charge. Nothing is begun at the \
             charge meanwhile, and the worker carries this out as soon as it can."
                .to_owned()
        }
        Done::Kept(Kept::NotLetGo) => {
            "Not done yet: the payment processor may still take the money and does not call that off. The worker asks it again \
             every ten minutes and carries this out as soon as it can; support has a task."
                .to_owned()
        }
    }
}

/// Why it was refused. Nothing was done.
pub fn refused(act: Act<'_>, error: &ActError) -> String {
    match error {
        ActError::State(name) => {
            let state = words::state(*name);
            format!("nothing was done: the charge is “{state}”, and only {}", allowed(act))
        }
        ActError::Stale(name) => {
            let state = words::state(*name);
            format!("nothing was done: somebody else changed the charge meanwhile; it is now “{state}”")
        }
        ActError::Taken => {
            "the payment processor had taken the money before, so the charge is paid now and nothing else was done".to_owned()
        }
        ActError::TooEarly { first } => {
            format!("nothing was done: the day leaves the client too little notice; the first that can be is {first}")
        }
        ActError::Refund(RefundRefusal::NotTaken(name) | RefundRefusal::Contested(name)) => {
            let state = words::state(*name);
            format!("nothing was done: the charge is “{state}”, and only {}", allowed(act))
        }
        ActError::Declined => {
            "the payment processor did not give the money back; the reason is in the task that support has now".to_owned()
        }
        ActError::Refund(RefundRefusal::Own) => {
            "nothing was done: that payment is the charge's own; leave out --payment to give it back".to_owned()
        }
        ActError::Refund(RefundRefusal::OfAnother(other)) => {
            format!("nothing was done: that payment belongs to another charge; give it back by “almoner charge refund {other}”")
        }
        ActError::Refund(RefundRefusal::ByHand) => {
            "nothing was done: that payment was made by hand and belongs to no charge; give it back in the processor's dashboard, \
             which the desk hears of"
                .to_owned()
        }
        ActError::Refund(RefundRefusal::UnknownPayment) => {
            "nothing was done: no charge of this practice has that payment; “almoner charge show” lists those beside a charge, and \
             what nobody of the practice made is given back in the processor's dashboard"
                .to_owned()
        }
        ActError::Refund(RefundRefusal::Amount { left }) if left.is_zero() => {
            "nothing was done: all of that payment was given back already, or is on its way, so nothing of it is left".to_owned()
        }
        ActError::Refund(RefundRefusal::PaidElsewhere | RefundRefusal::BesideContested | RefundRefusal::Amount { .. })
        | ActError::NotFound | ActError::NotAllowed | ActError::NotYet(_) | ActError::Failed(_) => {
            format!("nothing was done: {error}")
        }
    }
}

const fn allowed(act: Act<'_>) -> &'static str {
    match act {
        Act::Hold => "a charge that is planned or failed can be put on hold",
        Act::Refund(_) => "of one that the desk took, and that is not disputed, money can be given back",
        Act::Release => {
            "one that is on hold can be released, or one that is being taken and of which support said something meanwhile"
        }
        Act::Waive => "a charge that is planned, failed or on hold can be waived",
        Act::Settle(_) => "a charge that is planned, failed or on hold can be booked as paid another way",
        Act::Owe => {
            "of one that was paid another way, and of which nothing was given back, that can be taken back"
        }
        Act::Move(_) => "a charge that is planned and not being taken can be moved",
    }
}
