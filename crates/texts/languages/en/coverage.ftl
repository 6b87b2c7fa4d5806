### The tab My Coverage.

tab-coverage = My Coverage
coverage-primary = Primary coverage
coverage-secondary = Secondary coverage
coverage-none-title = No insurance on file
coverage-none-text = You pay for your sessions yourself. To use insurance, ask Client Support.
coverage-change = Has your insurance changed?
coverage-change-text = Tell Client Support before your next session, so that the right plan is billed. Your provider cannot change it for you.
coverage-ask = Ask Client Support
coverage-now = Current
coverage-next = Next
coverage-past = Past
coverage-from-on = From { $day } on
coverage-from-to = { $from } to { $to }
coverage-self-pay-name = Self-pay
coverage-plan = Plan
coverage-days = Dates
coverage-member-id = Member ID
coverage-member-id-hidden = Hidden
coverage-member-id-ending = Ends in { $ending }
coverage-show-member-id = Show member ID
coverage-hide-member-id = Hide member ID
coverage-group-number = Group number
coverage-subscriber = Subscriber
coverage-subscriber-self = You
coverage-subscriber-born = Subscriber's date of birth
coverage-relationship = Relationship to subscriber
coverage-relationship-self = Self
coverage-relationship-spouse = Spouse
coverage-relationship-child = Child
coverage-relationship-other = Other
coverage-past-plans = { $plans ->
    [one] 1 past plan
   *[other] { $plans } past plans
}
coverage-gap = No plan covers { $from } to { $to }.
coverage-gap-day = No plan covers { $day }.
coverage-overlap = Two plans cover { $from } to { $to }. The one that starts later is billed.
coverage-overlap-day = Two plans cover { $day }. The one that starts later is billed.
coverage-overlap-on = Two plans cover { $day } and every day after. The one that starts later is billed.
