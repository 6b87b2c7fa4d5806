### The Home page.

home-title = Hi { $name }
next-charge = Next charge
more-scheduled = { $count ->
    [one] One more charge of { $amount } is being scheduled.
   *[other] { $count } more charges are being scheduled, { $amount } in all.
}
nothing-next-title = Nothing to pay right now
nothing-next-text = As soon as a payment is planned, you get an email and see it here.
to-do = To do
to-do-confirm-email = Open the link that we sent to { $email }. Until then your emails go to the address that you have.
to-do-card-ends = Your { $brand } ending in { $last4 } is good only until { $day }. Once your bank has sent you a new one, add it.
to-do-card-ended = Your { $brand } ending in { $last4 } was good until { $day }. Add another card before the next charge.
to-do-coverage-ends-title = Your coverage ends soon
to-do-coverage-ends = Its last day is { $day }, and no plan follows it.
to-do-coverage-see = See My Coverage
at-a-glance = At a glance
coverage = Coverage
card = Card
all-charges = See all charges
coverage-self-pay = No insurance: you pay the practice directly
card-add = Add a card
