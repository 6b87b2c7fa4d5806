//! What the practice's own system exports of the bench's clients: who they are, their cards, and what it says of each one's charge.

use test_support::Export;

/// What the row of a charge says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// What it said before: $25.00, planned for Dec 2.
    Same,
    /// The practice has a check.
    Paid,
    /// So much of what was paid was given back, in cents.
    GivenBack(u32),
    Waived,
    /// The payer answered anew, and pays all of it.
    NothingDue,
    /// The payer answered anew, and leaves this much, in dollars.
    Amount(u32),
}

/// The words that call a planned payment off or change it, and the one that does not.
pub const WORDS: [Word; 5] = [Word::Paid, Word::Waived, Word::NothingDue, Word::Amount(30), Word::Same];

impl Word {
    /// The cells from `state` on.
    fn cells(self, n: u128) -> String {
        let answer = "180,120,95,25,2025-11-28";
        match self {
            Self::Same => format!("scheduled,{answer},2025-12-02,,,,,,,"),
            Self::Paid => format!("paid,{answer},,2025-12-01,C-{n},check,,,,"),
            Self::GivenBack(cents) => {
                let state = if cents == 2_500 { "refunded" } else { "partially_refunded" };
                let (whole, part) = (cents / 100, cents % 100);
                format!("{state},{answer},,2025-12-01,C-{n},,{whole}.{part:02},2025-12-02,,")
            }
            Self::Waived => format!("waived,{answer},,,,,,,2025-12-01,Hardship"),
            Self::NothingDue => "nothing_due,180,120,120,,2025-11-29,,,,,,,,".to_owned(),
            Self::Amount(dollars) => {
                let insurer = 120 - dollars;
                format!("scheduled,180,120,{insurer},{dollars},2025-11-29,2025-12-02,,,,,,,")
            }
        }
    }
}

/// What it says of a client and their cards.
#[derive(Clone, Copy, Debug)]
pub struct People {
    /// What their cards are called.
    pub card: &'static str,
    /// The family of a second card, which is charged from now on.
    pub second: Option<&'static str>,
    pub phone: &'static str,
    /// Before the number of the client and the rest of their address.
    pub mailbox: &'static str,
}

impl People {
    pub const fn with(card: &'static str) -> Self {
        Self { card, second: None, phone: "", mailbox: "client" }
    }
}

const CLIENTS: &str = "client_id,practice_id,provider_ids,legal_first_name,legal_last_name,pronouns,date_of_birth,\
                       email,phone,processor_customer_id";

const CHARGES: &str = "charge_id,client_id,provider_id,session_date,session_time,cpt_code,kind,state,billed,allowed,\
                       insurer_paid,copay,answered_on,first_day,paid_on,receipt,paid_how,refund_amount,refunded_on,\
                       waived_on,waive_reason";

/// The row of each client, who are numbered from 1, with the word about their charge.
pub fn export(words: &[Word], people: &People) -> Export {
    let (mut clients, mut methods, mut charges) = (
        format!("{CLIENTS}\n"),
        "processor_method_id,client_id,brand,last4,exp_month,exp_year,is_default\n".to_owned(),
        format!("{CHARGES}\n"),
    );
    for (word, n) in words.iter().zip(1_u128..) {
        let People { card, second, phone, mailbox } = people;
        let first = if n == 2 { "Zuri" } else { "Zoë" };
        clients.push_str(&format!(
            "client-{n},practice-1,staff-1,{first},Nguyễn,she/her,1990-02-28,{mailbox}{n}@mail.example,{phone},cus_{n}\n"
        ));
        methods.push_str(&format!("{card}_{n},client-{n},Visa,4242,12,2030,{}\n", second.is_none()));
        if let Some(family) = second {
            methods.push_str(&format!("{family}_second_{n},client-{n},Mastercard,4444,12,2031,true\n"));
        }
        let word = word.cells(n);
        charges.push_str(&format!("charge-{n},client-{n},staff-1,2025-11-05,14:00,90837,insurance,{word}\n"));
    }
    let staff = "staff_id,practice_id,name,role,email\n\
                 staff-1,practice-1,Dr. Maya Okafor,provider,maya1@larkspur.example\n\
                 staff-2,practice-1,\"Erik Lindqvist, LCSW\",provider,maya2@larkspur.example\n";
    let practices = "practice_id,name,time_zone,support_phone,support_email,support_hours,history_from\n\
                     practice-1,Larkspur Therapy,America/New_York,(212) 555-0100,help@larkspur.example,\
                     Weekdays 9 to 5,2025-01-01\n";
    Export::good()
        .with("practices.csv", practices)
        .with("staff.csv", staff)
        .emptied("payers.csv")
        .emptied("coverages.csv")
        .with("clients.csv", clients)
        .with("payment_methods.csv", methods)
        .with("charges.csv", charges)
}
