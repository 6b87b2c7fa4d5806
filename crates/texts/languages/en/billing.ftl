### The tab Billing Information.

account-title = Account
tab-billing = Billing Information
upcoming-charges = Upcoming charges
scheduled-all-text = Before any of these is charged, you get an email that names the day.
change-date = Change date
change-date-of = Change the date of { $amount } for { $day }
payment-methods = Payment methods
card-ending-in = { $brand } ending in { $last4 }
card-expires = expires { $month }/{ $year }
card-missing-title = No card to charge
card-missing-text = Before the next charge you need a card on file.
card-not-needed = { $payer } does not require a card, so there is nothing to fill in here.
upcoming-empty = No payment is planned. When one is, we email you before anything is charged.
