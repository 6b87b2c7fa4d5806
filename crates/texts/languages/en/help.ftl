### The help guide.

help-title = Help
help-lead = How to do the things people ask about most.
help-reschedule-title = Move a charge to another day
help-reschedule-lead = When your insurer has paid its part, we email you the day your own part will be charged. If that day does not work for you, choose another.
help-reschedule-step-1 = Sign in and choose Account, then Billing Information. The link “Change your payment date” in our email leads there directly.
help-reschedule-step-2 = Find the charge under Upcoming charges and press Change date.
help-reschedule-step-3 = Pick one of the days you can choose. Weekends are fine, and so is a day before the planned one.
help-reschedule-step-4 = Press Reschedule. The page says to which day the payment moved, and we send you an email.
help-reschedule-which = Which charges can be moved
help-reschedule-which-text = You can move your part after insurance. You cannot move self-pay sessions or fees for missed or late-canceled sessions.
help-reschedule-long = How long and how far
help-reschedule-long-text = You can change the date as often as you like until the payment is charged, and at most until the last day that our email names. The email and the page also name the latest day to pay. Moving a charge does not make that time longer.
help-reschedule-late = If it is too late
help-reschedule-late-text = Once a payment is being processed, or the time is over, only Client Billing Support can help. Their number is in every email and on the Support page.
help-details-title = Update your details
help-details-lead = For your security, no one at a session can change your billing details. You change them yourself, or Client Support does after confirming who you are.
help-details-step-1 = Sign in and choose Account.
help-details-step-2 = Your card and your charges are under Billing Information. Your phone number is under About Me.
help-details-step-3 = For your name, address or insurance, write to or call Client Support. They confirm who you are first.
help-details-provider = Why your provider cannot help with this
help-details-provider-text = Providers know the cash fee and any sliding-scale amount you agreed on. They see neither what insurance leaves you to pay nor when your card is charged.
help-details-card = Plans that do not require a card
help-details-card-text = Some plans, such as Medicaid and Kaiser Permanente Northern California, do not require a card. Then there is nothing to fill in.
