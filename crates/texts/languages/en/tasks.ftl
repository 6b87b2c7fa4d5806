### What support is asked to do.

task-notice-impossible = This client cannot be told about the charge because no email address on file works. Once there is another one, the notice goes out automatically within a day.
task-notice-returned = The notice about this charge came back undelivered ({ $reason }), so the client does not know about it, and nothing is charged. Check the email address. Once a notice arrives, this closes automatically.
task-notice-waits = The notice about this charge has waited for more than a day because the client's mailbox is full. They do not know about the charge, and nothing is charged. Reach them another way. Once the notice arrives, this closes automatically.
task-mails-wait = The practice's emails have been waiting for more than a day. The reason: { $reason }. Ask whoever runs the mail server to look at it. The emails go out automatically once it accepts them.
task-payment-failed = The card can't be charged for this payment, and it is not tried again automatically. Arrange with the client how to pay.
task-not-confirmed = The cardholder did not confirm this payment, and it is not tried again automatically. Arrange with the client how to pay.
task-no-card = There is no card to charge. Help the client add one.
task-no-card-needed = This charge is due, and the client's plan does not require a card. Arrange with the client how to pay.
task-inquiry = The bank of the client's card is asking about this payment of { $amount }. No money has moved.
task-disputed = The cardholder told their bank that { $amount } of this payment is not owed, and the bank took the money back while it decides.
task-answer-by = Answer in the processor's dashboard by { $day }.
task-no-answer = The bank takes no answer.
task-refund-returned = The client's bank sent back the refund of { $amount }, so they have not got it. Arrange with the client how to return it another way.
task-paid-by-hand = The client's card was charged at the processor by hand, for no charge of the desk: { $payments }. Find out what it was for. If it was for a charge that is still to be taken, settle that charge before its day, or return the payment.
task-paid-by-hand-one = { $amount } on { $day } ({ $intent })
task-refused = The payment processor refuses this payment, so it was put on hold. Its reason: { $reason }.
task-differs = The payment processor's record of this payment does not match ours: { $reason }. Nothing is tried until somebody has reviewed it.
differs-taken-too = { $intent } was charged too
differs-taken-after-waived = it was paid after it was waived
differs-taken-after-settled = it was paid twice: another way, and then by card
differs-taken-after-changed = it was paid after the practice had changed what is due
differs-other-amount = { $intent } charged { $amount }
differs-not-called-off = { $intent } is { $status } and can't be canceled
differs-refunded-more = { $amount } was refunded in all, which is more than was paid
differs-refund-unknown = the practice's export says that { $amount } was refunded
differs-not-booked = { $intent } cannot be booked
