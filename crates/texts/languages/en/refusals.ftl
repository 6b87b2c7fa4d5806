### Why a charge cannot be moved.

refused-stale = This charge was changed in the meantime. Look at its new details below, then choose again.
refused-self-pay = Self-pay charges keep the day you agreed on with the practice and cannot be moved here.
refused-no-show-fee = Fees for a missed session cannot be moved.
refused-late-cancellation-fee = Fees for a late cancellation cannot be moved.
refused-awaiting-insurer = Your insurer has not processed this claim yet, so there is no payment date to change. We will email you as soon as there is one.
refused-scheduled = The payment date is not set yet. You can change it once we have emailed you about this charge.
refused-processing = This charge is being paid right now, so its date can no longer change.
refused-failed = The payment did not go through, so there is no date to change. Pay now, or ask Client Billing Support for help.
refused-failed-next-try = The payment did not go through. We try again on { $day }; you can also pay now.
refused-on-hold = This charge is on hold, so nothing is charged until Client Billing Support has reviewed it.
refused-settled = No payment is planned for this charge, so there is no date to change.
refused-too-late-to-act = The date could be changed until { $day }. Client Billing Support can tell you what is still possible.
refused-too-early = The earliest day you can choose is { $day }.
refused-too-late = The latest day you can choose is { $day }.
entry-day-missing = Enter the new payment date.
entry-day-shape = Enter the date as month, day and year, for example { $example }.
entry-day-weekday = That weekday is not the one of that day. Check both.
entry-day-unknown = That day is not on the calendar. Check the month and the day.
