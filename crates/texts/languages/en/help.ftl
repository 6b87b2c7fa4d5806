### The help guide. What a button, tab or heading is called is taken from where it stands.

help-title = Help
help-lead = How to do the things people ask about most.

help-details-title = Update your details
help-details-lead = You keep your name, pronouns, phone number, address and email up to date yourself. For your security, nobody at a session can change them for you.
help-details-step-1 = Sign in and choose { nav-account }, then { tab-about-me }.
help-details-step-2 = Change what is no longer right.
help-details-step-3 = Press the button below it, like { about-me-save-phone }. The page says what is on file now. After { about-me-change-email } we send a link to the new address, which counts once you have opened it there and confirmed.
help-details-on-file = Legal name, date of birth and sex
help-details-on-file-text = You find them under { about-me-on-file }. Press { about-me-ask } there to have one of them corrected. Client Support confirms who you are first.
help-details-provider = Why your provider cannot help with this
help-details-provider-text = Providers know the cash fee and any sliding-scale amount you agreed on. They see neither what insurance leaves you to pay nor when your card is charged.
help-details-other = Insurance and cards
help-details-other-text = Your insurance is under { tab-coverage }, your card under { tab-billing }. Each has a page of its own in this guide.

help-insurance-title = Update your insurance
help-insurance-lead = Your sessions are billed to the insurance that { tab-coverage } shows for their day. Change it before your next session.
help-insurance-step-1 = Sign in and choose { nav-account }, then { tab-coverage }. The plan that holds today is marked { coverage-now }.
help-insurance-step-2 = For a new plan press { coverage-change-insurance }. For a slip on what is on file press { coverage-correct } at the plan.
help-insurance-step-3 = Enter what stands on your insurance card, and the day on which the new plan begins. That day may be ahead.
help-insurance-step-4 = { eligibility-verify } asks your insurance company whether the plan holds. Read what will happen, then press { coverage-save }. Your practice is told.
help-insurance-sessions = Which sessions a new plan pays for
help-insurance-sessions-text = Sessions on its first day and after. What was billed for earlier sessions stays with the plan before, and so do charges that are planned already.
help-insurance-self-pay = Paying without insurance
help-insurance-self-pay-text = Press { coverage-switch } and enter the last day of your insurance. You can add insurance again at any time.
help-insurance-member-id = Who saw your member ID
help-insurance-member-id-text = Each time a member ID or a photo of your card is shown in full is put on record. Providers can see neither.

help-card-title = Update your card
help-card-lead = Your part of the cost is charged to the card that is marked { card-default } under { payment-methods }.
help-card-step-1 = Sign in and choose { nav-account }, then { tab-billing }.
help-card-step-2 = Under { payment-methods } press { card-add }, read what you agree to, and press { card-agree }.
help-card-step-3 = Enter the card on the page that opens. It leads back here once the card is saved.
help-card-step-4 = To replace a card, add the new one first. Press { card-make-default } at it, then { card-remove } at the old one.
help-card-left = If you left that page before the card was saved
help-card-left-text = Then nothing has changed, and you can press { card-add } again. A card that was saved appears under { payment-methods } by itself, even if you close the page.
help-card-stays = If a card cannot be removed
help-card-stays-text = The only card stays while a charge is to be paid. Of several cards the one marked { card-default } stays until you choose another.
help-card-hsa = Cards of a health savings or flexible spending account
help-card-hsa-text = They are charged like any other card. Check { card-hsa } at the card, so that you can tell it from the others.
help-card-failed = If a payment did not go through
help-card-failed-text = The charge says why, and when we try again. Once your card works or another one is on file, you can pay on that page right away.
help-card-safe = Where the number is kept
help-card-safe-text = With the company that processes our payments. We know the brand, the last four digits and the expiration date, nothing more.
help-card-none = Plans that do not require a card
help-card-none-text = Some plans, such as Medicaid and Kaiser Permanente Northern California, do not require a card. Then there is nothing to fill in, and { tab-billing } says so.

help-reschedule-title = Move a charge to another day
help-reschedule-lead = When your insurer has paid its part, we email you the day your own part will be charged. If that day does not work for you, choose another.
help-reschedule-step-1 = Sign in and choose { nav-account }, then { tab-billing }. The link “{ mail-change-date }” in our email leads there directly.
help-reschedule-step-2 = Find the charge under { upcoming-charges } and press { change-date }.
help-reschedule-step-3 = Pick one of the days you can choose. Weekends are fine, and so is a day before the planned one.
help-reschedule-step-4 = Press { reschedule-button }. The page says to which day the payment moved, and we send you an email.
help-reschedule-which = Which charges can be moved
help-reschedule-which-text = You can move your part after insurance. You cannot move self-pay sessions or fees for missed or late-canceled sessions.
help-reschedule-long = How long and how far
help-reschedule-long-text = You can change the date as often as you like until the payment is charged, and at most until the last day that our email names. The email and the page also name the latest day to pay. Moving a charge does not make that time longer.
help-reschedule-late = If it is too late
help-reschedule-late-text = Once a payment is being processed, or the time is over, only Client Billing Support can help. Their number is in every email and under { support-title }.

help-history-title = See what you were charged
help-history-lead = Every session since your history begins is listed with what it cost, what your insurance paid and what was left for you.
help-history-step-1 = Sign in and choose { nav-account }, then { tab-billing }.
help-history-step-2 = Go to { history-title }. Narrow it down by { history-year }, { history-state } or { history-provider }.
help-history-step-3 = Open a charge to see how its amount came about, what happened to it, and its receipt.
help-history-step-4 = Press { print } for a list on paper, with the sum of each year.
help-history-pending = Sessions without an amount
help-history-pending-text = Your insurer has not answered yet. As soon as it has, the charge shows your part, and we email you before anything is charged.
help-history-earlier = Earlier records
help-history-earlier-text = Below the history you see the day on which it begins. For anything earlier, ask Client Billing Support.

help-who-title = Who to ask for what
help-who-lead = Most things you can do here yourself. For everything else, this is who can help.
help-who-support = Client Support
help-who-support-text = Your legal name or date of birth; trouble with signing in; an insurance company that you cannot find here. They confirm who you are first.
help-who-billing = Client Billing Support
help-who-billing-text = A payment that cannot be moved here anymore, a charge that looks wrong, money back, and records from before your history begins.
help-who-provider = Your provider
help-who-provider-text = Your care, the cash fee and any sliding-scale amount you agreed on. Your provider can neither see nor change insurance, cards and payment dates.
help-who-insurer = Your insurance company
help-who-insurer-text = What your plan covers, and why it left a part for you to pay. Its number is on the back of your insurance card.
