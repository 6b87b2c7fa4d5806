### The tab Billing Information.

account-title = Account
tab-billing = Billing Information
upcoming-charges = Upcoming charges
change-date = Change date
change-date-of = Change the date of { $amount } for { $day }
payment-method = Payment method
card-ending-in = { $brand } ending in { $last4 }
card-expires = expires { $month }/{ $year }
card-missing-title = No card on file
card-missing-text = You need a card on file before the next charge. Client Support can tell you how to add one.
card-not-needed = { $payer } does not require a card, so there is nothing to fill in here.
upcoming-empty = No payment is planned. When one is, we email you before anything is charged.
