### What the server refuses, and why.

problem-not-signed-in = Not signed in
problem-not-signed-in-detail = You are not signed in, or were signed out because nothing happened for a while. Sign in to continue.
problem-wrong-sign-in = Sign-in failed
problem-wrong-sign-in-detail = The email address and password do not match. Check both and try again.
problem-not-allowed = Not allowed
problem-not-allowed-detail = Your kind of account cannot do this.
problem-cross-site = From another site
problem-cross-site-detail = This request came from another site, so nothing was done. Open the page here and try again.
problem-not-found = Not found
problem-not-found-detail = There is nothing here, or it is not yours to see.
problem-method = Not possible here
problem-method-detail = This address does not take requests of this method.
problem-conflict = Changed in the meantime
problem-conflict-detail = This was changed in the meantime, so nothing was done. Look at it again, then try again.
problem-too-large = Too large
problem-too-large-detail = The request is larger than this address takes.
problem-too-slow = Too slow
problem-too-slow-detail = The request stopped before its end, so nothing was done. Check your connection and try again.
problem-bad-host = No such host
problem-bad-host-detail = The request does not say, once, which host it is for.
problem-media-type = Not JSON
problem-media-type-detail = Send the request as application/json.
problem-unreadable = Not understood
problem-unreadable-detail = The request is not what this address expects.
problem-refused = Not possible
problem-refused-detail = The rules do not allow this.
problem-pay-not-failed-detail = Only a payment that did not go through can be made here.
problem-pay-other-card-detail = The card on file can't be charged for this payment. Client Billing Support can tell you what to do.
problem-too-many = Too many requests
problem-too-many-detail = There were too many requests from your address. Wait { $seconds ->
    [one] a second
   *[other] { $seconds } seconds
 } and try again.
problem-bad-signature = Not the processor's
problem-bad-signature-detail = The signature does not belong to the message.
problem-failed = Something went wrong
problem-failed-detail = This is our mistake. Try again, and if it happens again, tell Client Support the number of this request.
problem-unavailable = Not available right now
problem-unavailable-detail = The desk cannot do this right now. Nothing was changed. Try again in a minute.
problem-unknown-outcome = Not known whether it was done
problem-unknown-outcome-detail = Something went wrong while this was being saved, so we do not know whether it was. Look at it again in a minute before you repeat it.
