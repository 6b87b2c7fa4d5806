### The start page of the staff.

staff-title = Welcome
staff-text = You are signed in as a member of the practice. There is nothing for you to do on this page. Help shows what clients can do here themselves.
staff-support-lead = You are signed in as { $team }. There is no work for you on this page yet: what support does is done for you by whoever runs this portal for the practice. Ask them, and say who you are and why. Both go on the record.
staff-team-support = Client Support
staff-team-billing = Client Billing Support
staff-both-title = What both support teams can ask for
staff-both-tasks = What is waiting for support: payments that failed for good, clients who could not be told, emails that came back.
staff-both-charge = Everything about one charge: how the amount came about, each attempt to take it, each email about it, and who changed what.
staff-both-changes = What clients have changed here since a certain day, such as a phone number.
staff-both-done = Marking a task of your team as done.
staff-both-access = Letting someone sign in, or ending their sign-in.
staff-billing-title = What Client Billing Support can ask for as well
staff-billing-move = Moving a charge to another day, even one that the client cannot choose.
staff-billing-hold = Putting a charge on hold, and taking it off hold again.
staff-billing-waive = Waiving a charge.
staff-billing-settle = Noting that a charge was paid another way, such as by check.
staff-billing-refund = Refunding a payment, in part or in full.
staff-ready-title = What to have ready
staff-ready-number = The reference of the charge. Clients read it on the page of the charge.
staff-ready-reason = The reason, in a sentence. It is kept on the record, and the client does not see it.
staff-help-title = What clients can do themselves
staff-help-text = Move a charge to another day, pay one that failed, keep their contact details and insurance up to date, and change their email address. The Help guide shows each step.
