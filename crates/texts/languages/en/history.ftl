### The charge history.

history-title = Charge history
history-failed = The history could not be loaded
history-session-on = , session on { $day }
history-empty = No charges yet
history-empty-text = Sessions appear here once the practice has billed them.
history-empty-filtered = No charge matches
history-empty-filtered-text = Choose another year, status or provider.
history-clear-filters = Show all charges
history-since = Charges since { $day } are shown here. Client Billing Support can send you earlier records.
history-year = Year
history-state = Status
history-provider = Provider
history-all-years = All years
history-all-states = All statuses
history-all-providers = All providers
history-filter = Filter: { $shown }
history-filter-all = all charges
history-newer = Newer charges
history-older = Older charges
history-page = { $first }–{ $last } of { $total }, newest first
history-shown = { $count ->
    [one] One charge
   *[other] { $count } charges, newest first
}
history-totals = Paid per year
history-totals-all = Paid per year, all charges
history-total-elsewhere = { $amount }, { $elsewhere } of it paid another way
history-paid = { $amount } paid
history-more-back = { $amount } more came back
history-total-by-hand-back = { $paid }, after { $other } more came back of other payments than was paid in them
history-total-by-hand = { $paid }, { $other } of it in other payments
history-total-back = { $amount } more came back to you than you paid
history-statement = Statement of { $year } (PDF)
history-statement-table = Statement of { $year } (CSV)
history-by-hand = Other payments
history-by-hand-why = Your card was charged by the practice for no charge that is listed here. Client Billing Support can tell you what for.
history-by-hand-back = { $amount }, { $back } of it refunded
history-by-hand-bank = { $amount }, { $back } of it taken back by your bank
column-session = Session
column-what = Description
column-state = Status
column-amount = Your part
history-print-failed = Not all charges could be loaded for printing
printed-on = Printed { $day }
history-paper-title = Charge history of { $name }
history-paper-all = All charges since { $day }
history-paper-paid = Paid
history-paper-paid-note = Paid is what was paid, less what was refunded or taken back by the bank.
history-paper-by-hand = Payment for no charge listed here
history-paper-year = Total of { $year }
history-paper-total = Total
