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
state-awaiting-insurer = Pending with insurer
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
