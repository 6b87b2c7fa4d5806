### What support is asked to do.

task-notice-impossible = This client cannot be told about the charge: no email address of theirs works. Once there is another one, the notice goes out by itself within a day.
task-notice-returned = The notice about this charge came back undelivered ({ $reason }), so the client does not know of it, and nothing is taken. Check the email address. Once a notice arrives, this settles itself.
task-notice-waits = The notice about this charge has waited for more than a day, since the client's mailbox has no room. They do not know of the charge, and nothing is taken. Reach them another way. Once the notice arrives, this settles itself.
task-mails-wait = Emails of the practice have been waiting for more than a day. The reason: { $reason }. Have whoever runs the mail server look at it; they leave by themselves once it takes them.
task-payment-failed = The card does not bring this payment, and it is not tried again by itself. Agree with the client how it is paid.
task-not-confirmed = The cardholder did not confirm this payment, and it is not tried again by itself. Agree with the client how it is paid.
task-no-card = There is no card to charge. Help the client to add one.
task-no-card-needed = This charge is due, and the client's plan asks for no card. Agree with the client how it is paid.
task-refused = The payment processor refuses this payment, so it was put on hold. Its reason: { $reason }.
task-differs = The payment processor's record of this payment does not agree with ours: { $reason }. Nothing is tried until somebody has looked at it.
differs-taken-too = { $intent } was taken too
differs-taken-after-waived = it was paid after it was given up
differs-other-amount = { $intent } took { $amount }
differs-not-called-off = { $intent } is { $status } and cannot be called off
differs-not-booked = { $intent } cannot be booked
