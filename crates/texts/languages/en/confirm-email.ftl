### The page that a link leads to which confirms an email address.

confirm-email-title = Confirm your email
confirm-email-lead = Choose “{ confirm-email-button }” to get your emails here. Until then nothing changes.
confirm-email-button = Confirm this address
confirm-email-done-title = This address is confirmed
confirm-email-done = Your emails come here from now on. You sign in as before.
confirm-email-not-title = This link no longer works
confirm-email-unknown = Open the link in the latest email that we sent to this address. If it stops at the end of a line, copy all of it.
confirm-email-followed = This link was used before, and it works once.
confirm-email-expired = It worked for 30 minutes, and they are over. Have a link sent again under About Me.
confirm-email-withdrawn = The change was taken back, so the address before is kept. You can start again under About Me.
confirm-email-replaced = Another link was sent after this one. Open the latest email.
confirm-email-overtaken = The email address was changed in another way since. See under About Me which one is on file.
confirm-email-to-about-me = Go to About Me
