### English. One message a sentence or label; `{ $name }` is filled in by the program.

## Days and times
weekday-mon = Mon
weekday-tue = Tue
weekday-wed = Wed
weekday-thu = Thu
weekday-fri = Fri
weekday-sat = Sat
weekday-sun = Sun
weekday-monday = Monday
weekday-tuesday = Tuesday
weekday-wednesday = Wednesday
weekday-thursday = Thursday
weekday-friday = Friday
weekday-saturday = Saturday
weekday-sunday = Sunday
month-jan = Jan
month-feb = Feb
month-mar = Mar
month-apr = Apr
month-may-short = May
month-jun = Jun
month-jul = Jul
month-aug = Aug
month-sep = Sep
month-oct = Oct
month-nov = Nov
month-dec = Dec
month-january = January
month-february = February
month-march = March
month-april = April
month-may = May
month-june = June
month-july = July
month-august = August
month-september = September
month-october = October
month-november = November
month-december = December
day-plain = { $month } { $day }
day-with-year = { $month } { $day }, { $year }
day-with-weekday = { $weekday }, { $month } { $day }
day-with-weekday-and-year = { $weekday }, { $month } { $day }, { $year }
month-with-year = { $month } { $year }
day-typed = { $month }/{ $day }/{ $year }
day-and-time = { $day }, { $time }
time-am = { $hour }:{ $minute } AM
time-pm = { $hour }:{ $minute } PM

## Why a charge cannot be moved
refused-stale = This charge was changed in the meantime. Look at its new details below, then choose again.
refused-self-pay = Self-pay charges keep the day you agreed on with the practice and cannot be moved here.
refused-no-show-fee = Fees for a missed session cannot be moved.
refused-late-cancellation-fee = Fees for a late cancellation cannot be moved.
refused-awaiting-insurer = Your insurer has not answered yet, so there is no payment date to change. We will email you as soon as there is one.
refused-scheduled = The payment date is not settled yet. You can change it once we have emailed you about this charge.
refused-processing = This charge is being paid right now, so its date cannot change any more.
refused-failed = The payment did not go through, so there is no date to change. Pay now, or ask Client Billing Support for help.
refused-failed-next-try = The payment did not go through. We try again on { $day }; you can also pay now.
refused-on-hold = This charge is on hold, so nothing is taken until Client Billing Support has looked at it.
refused-settled = This charge is settled, so there is no payment date to change.
refused-too-late-to-act = The date could be changed until { $day }. Client Billing Support can tell you what is still possible.
refused-too-early = The earliest day you can choose is { $day }.
refused-too-late = The latest day you can choose is { $day }.
entry-day-missing = Enter the new payment date.
entry-day-shape = Enter the date as month, day and year, for example { $example }.
entry-day-unknown = That day is not in the calendar. Check the month and the day.

## Kinds and states of charges
kind-insurance = Your part after insurance
kind-self-pay = Self-pay session
kind-no-show-fee = No-show fee
kind-late-cancellation-fee = Late-cancellation fee
state-awaiting-insurer = Pending
state-nothing-due = Nothing to pay
state-scheduled = Being scheduled
state-upcoming = Upcoming
state-processing = Being paid
state-paid = Paid
state-failed = Payment failed
state-on-hold = On hold
state-waived = Waived
state-partially-refunded = Partly refunded
state-refunded = Refunded

## Services by CPT code
service-90791 = First assessment
service-90832 = Therapy session, 30 minutes
service-90834 = Therapy session, 45 minutes
service-90837 = Therapy session, 60 minutes
service-90846 = Family session without the client
service-90847 = Family session
service-90853 = Group session
service-other = Session

## Frame
skip-to-content = Skip to content
portal-client = Client portal
portal-provider = Provider desk
nav-main = Main
nav-home = Home
nav-account = Account
nav-support = Support
nav-help = Help
nav-clients = My clients
signed-in-as = Signed in as { $name }
sign-out = Sign out
loading = Loading…
try-again = Try again
page-title = { $page } · Almoner
failed-title = This page could not be loaded
failed-not-reached = We could not reach the server. Check your connection, then try again. Nothing was lost.
failed-unknown-outcome = We could not reach the server, or its answer was lost, so it is not known whether this was done. Check your connection, and look at it again before you repeat it.
failed-server = Something went wrong on our side. Nothing was lost; please try again in a moment.
failed-outdated = Almoner was updated while this page was open. Load the page again to go on.
load-again = Load the page again
stale-day = A new day has begun since this page was opened.
stale-refresh = Show the current details
error-summary-title = There is a problem
not-found-title = There is no such page
not-found-text = The address may be mistyped, or the page may belong to somebody else's account.
not-found-home = Go to the start page
unsaved-title = Leave without changing the date?
unsaved-text = The day you chose has not been sent yet.
unsaved-leave = Leave
unsaved-stay = Stay on this page

## Sign-in
sign-in-title = Sign in
sign-in-lead = See what you were charged and why, and choose when you pay.
sign-in-email = Email address
sign-in-password = Password
sign-in-show-password = Show password
sign-in-hide-password = Hide password
sign-in-button = Sign in
sign-in-email-missing = Enter your email address.
sign-in-email-shape = Enter your email address like name@example.com.
sign-in-password-missing = Enter your password.
sign-in-no-cookies = Your browser refuses cookies, so it cannot stay signed in: allow cookies for this site in its settings, then sign in again.
idle-title = Are you still there?
idle-text = Nothing has happened for a while. To keep your details safe, you will be signed out in two minutes.
idle-stay = Stay signed in
sign-in-ended = You were signed out because nothing happened for a while, or in another tab. Sign in to go on where you were.
not-signed-out-title = You are not signed out yet
not-signed-out-text = Do not leave this device yet
sign-in-then = Sign in to go on.
signed-out-title = You are signed out
signed-out-text = You can close this page now.
sign-in-wrong-role-title = This page is not for your account
sign-in-wrong-role = That page is for clients. You are signed in as a member of the practice.
sign-in-wrong-role-client = That page is for members of the practice. You are signed in as a client.
sign-in-wrong-role-change = To see it, sign out and sign in with the other account.

## Home
home-title = Hi { $name }
home-lead = Here is what comes next.
next-charge = Next charge
amount-on-day = { $amount } on { $day }
your-part-of-session = Your part of the session on { $day } with { $provider }
for-session = { $kind } for { $day } with { $provider }
can-change-until = You can change the date until { $day }.
nothing-next-title = Nothing to pay right now
nothing-next-text = As soon as a payment is planned you get an email, and you see it here.
to-do = To do
at-a-glance = At a glance
coverage = Coverage
card = Card
all-charges = See all charges
failed-charges = Payment failed
failed-see = See what you can do
failed-see-of = about { $amount } for { $day }
coverage-self-pay = No insurance: you pay the practice directly

## Billing Information
account-title = Account
tab-billing = Billing Information
upcoming-charges = Upcoming charges
change-date = Change date
change-date-of = Change the date of { $amount } for { $day }
change-window = You can change the date as often as you like until { $until }. The latest day to pay is { $latest }.
payment-method = Payment method
card-ending-in = { $brand } ending in { $last4 }
card-expires = expires { $month }/{ $year }
card-missing-title = No card on file
card-missing-text = A card is needed before the next charge. Client Support can tell you how to add one.
card-not-needed = { $payer } does not ask you for a card, so there is nothing to fill in here.
upcoming-empty = No payment is planned. When one is, you are told by email before anything is charged.
history-title = Charge history
history-failed = The history could not be loaded
history-session-on = , session on { $day }
history-empty = No charges yet
history-empty-text = Sessions appear here once the practice has billed them.
history-empty-filtered = No charge matches
history-empty-filtered-text = Choose another year, state or provider.
history-clear-filters = Show all charges
history-since = Charges since { $day } are shown here. Client Billing Support can send you earlier records.
history-year = Year
history-state = State
history-provider = Provider
history-all-years = All years
history-all-states = All states
history-all-providers = All providers
history-newer = Newer charges
history-older = Older charges
history-page = Charges { $first } to { $last } are shown, counted from the newest.
history-shown = { $count ->
    [one] One charge is shown.
   *[other] { $count } charges are shown.
}
history-totals = Paid per year
column-session = Session
column-what = What
column-state = State
column-amount = Your part
no-amount-yet = –
no-amount-yet-spoken = not known yet

## State of a charge, with its day
badge-upcoming = Upcoming { $day }
badge-paid = Paid { $day }
badge-waived = Waived { $day }
badge-refunded = Refunded { $day }
badge-partially-refunded = { $amount } refunded { $day }

## A charge
charge-page = Charge
charge-title-pending = Session on { $day }
service-with-code = { $service } ({ $code })
how-amount = How this amount came about
line-billed = Billed by the practice
line-session = session of { $day }
line-discount = Discount agreed with { $payer }
line-insurer-paid = Paid by { $payer }
line-answer = answer of { $day }
line-your-part = Your part
line-copay = Copay
line-copay-why = your plan's fixed amount for a visit
line-deductible = Deductible
line-deductible-why = what you pay before the plan starts to pay
line-coinsurance = Coinsurance
line-coinsurance-why = your plan's share in percent
line-not-covered = Not covered
line-not-covered-why = what your plan does not pay for
the-insurer = the insurer
fee-set-by-practice = Set by the practice
pending-text = { $payer } has not answered yet. You will see here what is left for you to pay, and get an email before anything is charged.
nothing-due-text = { $payer } paid in full. There is nothing left for you to pay.
what-happened = What happened so far
happened-announced = We told you by email that { $amount } will be charged on { $day }
happened-moved-by-you = You moved it to { $day }
happened-moved-by-support = Client Billing Support moved it to { $day }
happened-reminded = We reminded you of { $day }
happened-paid = { $amount } was charged
happened-paid-with = { $amount } was charged to your { $brand } ending in { $last4 }
happened-failed = The payment did not go through
happened-failed-next = The payment did not go through. Next try on { $day }
happened-pay-now = You asked to pay at once
happened-held = It was put on hold
happened-released = It was taken off hold
happened-day-missed = It could not be charged on { $day }. You will be told a new day
happened-waived = The practice gave it up
happened-refunded = { $amount } was given back to you
happened-nothing = Nothing yet. You will get an email before anything is charged.
receipt-number = Receipt { $number }
paid-with-card = Paid with { $brand } ending in { $last4 }
failed-declined = Your card was declined. Check it with your bank, or ask Client Support how to use another one.
failed-declined-for-good = Your bank no longer accepts this card. Client Support can tell you how to use another one.
failed-needs-confirmation = Your bank wants you to confirm this payment.
failed-not-confirmed = The payment was not confirmed with your bank. When you pay now, your bank may ask you again.
failed-next-page = If you have not confirmed by { $day }, we try again then and send you a new page.
failed-last-page = You can confirm until { $day }.
failed-confirm-link = Confirm with your bank
failed-no-method = There is no card to charge. Client Support can tell you how to add one.
failed-next-try = We try again on { $day }.
pay-now = Pay { $amount } now
pay-now-paid-title = Paid
pay-now-paid = { $amount } was charged. We sent you a receipt by email.
pay-now-meanwhile = It was tried in the meantime, and the payment did not go through.
pay-now-look-again = Look again
pay-now-not-paid = We tried your card, and the payment did not go through again.
pay-now-done = We are trying your card now. This page shows the outcome in a moment.
on-hold-text = Nothing is charged until Client Billing Support has looked at it.
waived-text = You do not have to pay this charge.
scheduled-text = You get an email that names the day before anything is charged.
processing-text = Your bank is handling this payment right now.
ask-about-charge = Ask about this charge
print = Print
cannot-change-title = Why the date cannot be changed
see-charge = See this charge
see-payment = See the payment and how to pay

## Change the date
reschedule-title = Change the date
reschedule-lead = { $amount } for the session on { $day } with { $provider }. Now planned for { $planned }.
reschedule-lead-unplanned = { $amount } for the session on { $day } with { $provider }.
reschedule-field = New payment date
reschedule-hint = For example { $example }
reschedule-range = { $first } to { $last } can be chosen.
reschedule-choice-with-card = Your { $brand } ending in { $last4 } will be charged { $amount } on { $day }.
reschedule-choice = { $amount } will be charged on { $day }.
reschedule-again = You can change it again until { $day }.
reschedule-button = Reschedule
reschedule-keep = Keep { $day }
reschedule-planned = That is the day already planned.
reschedule-same = That is the day already planned. Nothing was changed.
reschedule-done-title = The date is changed
reschedule-done = { $amount } will now be charged on { $day }. We sent you an email that says the same.
reschedule-done-link = Back to Billing Information
reschedule-once-more = Change the date again
reschedule-support = Client Billing Support can help with this charge
calendar-previous = Previous month
calendar-next = Next month
calendar-label = Choose the new payment date
calendar-today = today
calendar-planned = planned now
calendar-chosen = chosen
calendar-passed = This day is over.

## Provider
clients-title = My clients
clients-lead = Open a client to get a reply you can send when they ask about billing.
clients-empty = No clients yet
clients-empty-text = Your clients appear here once the practice has brought them in.
clients-search = Find a client
clients-none-found = No client has that name
clients-found = { $count ->
    [one] One client has that name
   *[other] { $count } clients have that name
}
client-loading = Client
column-name = Name
column-pronouns = Pronouns
column-payer = Pays with
self-pay = Self-pay
reply-title = Recommended response
reply-copy-rich = Copy with links
reply-copy-plain = Copy as plain text
reply-copied-rich = Copied with links. Paste it into your message.
reply-copied-plain = Copied as plain text. Paste it into your message.
reply-copy-failed = The browser did not allow copying. Select the text above and copy it by hand.
reply-blocked = This reply cannot be copied yet: { $slots } { $count ->
    [one] has no value.
   *[other] have no value.
    } Ask the practice's administrator to fill this in.
reply-slot-client = the client's name
reply-slot-provider = your name
reply-slot-practice = the practice's name
reply-slot-portal = the link to the client portal
reply-slot-help = the link to the help guide
reply-slot-support = the link to Client Support
can-answer = What you can answer
can-answer-cash = The cash fee and the sliding-scale amount you agreed on
can-answer-where = Where clients find and change their details
cannot-answer = What only Client Support sees
cannot-answer-copay = What insurance leaves to pay
cannot-answer-day = When a card is charged
cannot-answer-card = Card and member ID
reply-template = Hi { $client_name },

    Thank you for your message. You can look after this yourself, whenever it suits you:

    1. Sign in to your [client portal](portal).
    2. Choose Account in the sidebar.
    3. Change what you need under My Coverage or Billing Information. There you can also move a charge to another day and see what you were charged before.

    If something does not work, our [help guide](help) shows every step, and [Client Support](support) is there for you.

    Best,
    { $provider_name }
    { $practice_name }

## Support
support-title = Support
support-lead = Client Support helps with everything you cannot do here yourself. Client Billing Support looks after payments.
support-phone = Phone
support-email = Email
support-hours = Hours
support-line = Client Support:
support-about-charge = When you call or write about a charge, say the day of the session and this number: { $id }
support-none = You find the practice's phone number and email address in every email we sent you.

## Help
help-title = Help
help-lead = How to do the things people ask about most.
help-reschedule-title = Move a charge to another day
help-reschedule-lead = When your insurer has paid its part, we email you the day on which your own part will be charged. If that day does not suit you, choose another.
help-reschedule-step-1 = Sign in and choose Account, then Billing Information. The link “Change your payment date” in our email leads there directly.
help-reschedule-step-2 = Find the charge under Upcoming charges and press Change date.
help-reschedule-step-3 = Pick one of the days that can be chosen. Weekends are fine, and so is a day before the planned one.
help-reschedule-step-4 = Press Reschedule. The page says that the date is changed, and we send you an email.
help-reschedule-which = Which charges can be moved
help-reschedule-which-text = Your part after insurance can be moved. Self-pay sessions and fees for missed or late-cancelled sessions cannot.
help-reschedule-long = How long and how far
help-reschedule-long-text = Our email names two days: the last one on which you can change the date, and the latest one you can put the payment off to. Until then you can change it as often as you like. The page always names both days. Moving a charge does not make that time longer.
help-reschedule-late = If it is too late
help-reschedule-late-text = Once a payment is being taken, or the time is over, only Client Billing Support can help. Their number is on every email and on the Support page.
help-details-title = Update your details
help-details-lead = For your safety nobody at a session can change your billing details: you do it yourself, or Client Support does after checking who you are.
help-details-step-1 = Sign in and choose Account.
help-details-step-2 = Your card and your charges are under Billing Information.
help-details-step-3 = For your name, address or insurance, write to or call Client Support. They check who you are first.
help-details-provider = Why your provider cannot help with this
help-details-provider-text = Providers know the cash fee and any sliding-scale amount you agreed on. They see neither what insurance leaves you to pay nor when your card is charged.
help-details-card = Plans that need no card
help-details-card-text = Some plans, such as Medicaid and Kaiser Permanente Northern California, do not ask you for a card. Then there is nothing to fill in.

## Problems
problem-not-signed-in = Not signed in
problem-not-signed-in-detail = You are not signed in, or were signed out because nothing happened for a while. Sign in to go on.
problem-wrong-sign-in = Sign-in failed
problem-wrong-sign-in-detail = The email address and the password do not belong together. Check both and try again.
problem-not-allowed = Not allowed
problem-not-allowed-detail = This is not open to your sort of account.
problem-cross-site = From another site
problem-cross-site-detail = This request came from another site, so nothing was done. Open the page here and try again.
problem-not-found = Not found
problem-not-found-detail = There is nothing here, or it is not yours to see.
problem-method = Not possible here
problem-method-detail = This address does not take requests of this method.
problem-conflict = Changed in the meantime
problem-conflict-detail = This was changed in the meantime, so nothing was done. Look at it anew and try again.
problem-too-large = Too large
problem-too-large-detail = The request is larger than this address takes.
problem-too-slow = Too slow
problem-too-slow-detail = The request stopped before its end, so nothing was done. Check your connection and try again.
problem-bad-host = No such host
problem-bad-host-detail = The request does not say, once, which host it is for.
problem-media-type = Not JSON
problem-media-type-detail = Send the request as application/json.
problem-unreadable = Not understood
problem-unreadable-detail = The request is not what this address expects.
problem-refused = Not possible
problem-refused-detail = The rules do not allow this.
problem-pay-not-failed-detail = Only a payment that did not go through can be made here.
problem-pay-other-card-detail = The card on file cannot bring this payment as it is. Client Billing Support can tell you what helps.
problem-too-many = Too many requests
problem-too-many-detail = There were too many requests from your address. Wait { $seconds ->
    [one] a second
   *[other] { $seconds } seconds
 } and try again.
problem-bad-signature = Not the processor's
problem-bad-signature-detail = The signature does not belong to the message.
problem-failed = Something went wrong
problem-failed-detail = This is our mistake. Try again, and if it happens again, tell Client Support the number of this request.
problem-unavailable = Not available right now
problem-unavailable-detail = The desk cannot do this right now. Nothing was changed. Try again in a minute.
problem-unknown-outcome = Not known whether it was done
problem-unknown-outcome-detail = Something went wrong while this was being saved, so it is not known whether it was. Look at it again in a minute before you repeat it.

## More of the frame
menu = Menu
theme-legend = Colors
theme-system = Auto
theme-light-short = Light
theme-dark-short = Dark
sign-in-show-password-short = Show
sign-in-hide-password-short = Hide
product-name = Almoner
product-role = Billing desk
staff-title = Welcome
staff-text = You are signed in as a member of the practice. There is nothing for you to do on this page. Help shows what clients can do here by themselves.

## Mails
language-tag = en
mail-greeting = Hi { $name },
mail-what = What for
mail-what-text = { $kind }, session on { $day }
mail-amount = Amount
mail-day = Day
mail-day-text = { $day }, from { $time } on
mail-card = Card
mail-receipt-number = Receipt
mail-no-card = There is no card on file for this payment yet. Client Support can tell you how to add one.
mail-card-not-needed = Your plan does not ask you for a card. Client Billing Support settles this payment with you.
mail-see-charge = See this charge
mail-change-date = Change your payment date
mail-window = If that day does not suit you, choose another one. You can do so until { $until }, and put the payment off until { $latest } at most.
mail-window-again = You can change the date again until { $until }, and put the payment off until { $latest } at most.
mail-support = Client Billing Support answers questions about this payment:
mail-help = Help with your account
mail-help-reschedule = How changing the date works
mail-upcoming-subject = Your payment on { $day }
mail-upcoming-lead = { $amount } will be charged on { $day }.
mail-upcoming-replaces = This email replaces any earlier one about this payment. Only the day in this one counts.
mail-date-changed-subject = Your payment date is now { $day }
mail-date-changed-lead = Your payment of { $amount } was moved from { $from } to { $to }.
mail-date-changed-since = Since then it was moved once more: it is now planned for { $day }.
mail-reminder-subject = Reminder: your payment on { $day }
mail-reminder-lead = { $amount } will be charged on { $day }, the day this payment was moved to.
mail-receipt-subject = Receipt for your payment on { $day }
mail-receipt-lead = Thank you. { $amount } was charged on { $day }.
mail-failed-subject = Your payment did not go through
mail-failed-declined = Your bank declined the payment of { $amount }.
mail-failed-declined-for-good = Your bank no longer accepts the card on file, so { $amount } could not be charged.
mail-failed-needs-confirmation = Your bank wants you to confirm the payment of { $amount }. It is made once you have done that.
mail-failed-not-confirmed = The payment of { $amount } was not confirmed with your bank, so it was not made.
mail-failed-next-page = If you have not confirmed by { $day }, we try again then and send you a new page.
mail-failed-last-page = You can confirm until { $day }. After that the page no longer works, and we do not make another one by ourselves.
mail-failed-pay-on-page = You can also pay on the page of the charge whenever it suits you. Your bank may ask you to confirm again.
mail-failed-not-confirmed-to-do = You can still pay on the page of the charge; your bank may ask you to confirm again. Client Support can tell you how to use another card. Once that one is on file it is charged at the next { $time }, or at once if you pay on the page.
mail-failed-next-try = We try again on { $day }.
mail-failed-last-try = We do not try this card again by ourselves.
mail-failed-check-card = Check the card with your bank, or ask Client Support how to use another one. As soon as that is done you can pay on the page of the charge.
mail-failed-other-card = Ask Client Support how to use another card. As soon as it is on file you can pay on the page of the charge.
mail-failed-confirm = Open the charge and choose “{ $link }” there.
mail-held-subject = Your payment is on hold
mail-held-lead = { $amount } will not be charged on { $day } as planned. This payment is on hold.
mail-held-lead-without-day = Your payment of { $amount } is on hold. It is not charged for now.
mail-held-nothing-to-do = You do not have to do anything. Client Billing Support looks at it. Before anything is charged we email you the day.
mail-card-needed-subject = A card is needed for your payment
mail-card-needed-lead = { $amount } was to be charged on { $day }, but there is no card on file.
mail-card-needed-what-to-do = Client Support can tell you how to add one. Once it is on file you can pay on the page of the charge at once; otherwise it is charged at the next { $time }.

## Tasks of support
task-notice-impossible = This client cannot be told about the charge: no email address of theirs works. Once there is another one, the notice goes out by itself within a day.
task-notice-returned = The notice about this charge came back undelivered ({ $reason }), so the client does not know of it, and nothing is taken. Check the email address. Once a notice arrives, this settles itself.
task-notice-waits = The notice about this charge has waited for more than a day, since the client's mailbox has no room. They do not know of the charge, and nothing is taken. Reach them another way. Once the notice arrives, this settles itself.
task-mails-wait = Emails of the practice have been waiting for more than a day. The reason: { $reason }. Have whoever runs the mail server look at it; they leave by themselves once it takes them.
task-payment-failed = The card does not bring this payment, and it is not tried again by itself. Agree with the client how it is paid.
task-not-confirmed = The cardholder did not confirm this payment, and it is not tried again by itself. Agree with the client how it is paid.
task-no-card = There is no card to charge. Help the client to add one.
task-no-card-needed = This charge is due, and the client's plan asks for no card. Agree with the client how it is paid.
task-refused = The payment processor refuses this payment, so it was put on hold. Its reason: { $reason }.
task-differs = The payment processor's record of this payment does not agree with ours: { $reason }. Nothing is tried until somebody has looked at it.
differs-taken-too = { $intent } was taken too
differs-taken-after-waived = it was paid after it was given up
differs-other-amount = { $intent } took { $amount }
differs-not-called-off = { $intent } is { $status } and cannot be called off
differs-not-booked = { $intent } cannot be booked
