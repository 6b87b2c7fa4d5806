### The page before the app has started, and where it cannot start.

start-description = See what you were charged and why, and choose the day you pay.
start-loading = Loading your page…
start-failed-title = This page could not start
start-failed-text = The portal needs JavaScript and WebAssembly. Your browser may have one of them turned off, part of the page may not have arrived, or something went wrong.
start-failed-again = Load the page again
start-failed-other-browser = If that does not help, open it in another browser that is up to date.
start-failed-lockdown = On an iPhone, iPad or Mac in Lockdown Mode, exclude this site: in Safari open the page menu beside the address, then Website Settings, and switch Lockdown Mode off for it.
start-without-title = What you can do without it
start-without-text = Call or write to your practice’s Client Support. They can change a payment date, your insurance, your card or your details with you.
# In its place stand the practice's name, phone number, email address and hours where it is known whose page this is.
start-without-contact = Their phone number, email address and hours are in every email from the practice.
start-later-title = Where to find things once it works
start-later-day = Another day for a payment: Account, Billing Information, then Change date.
start-later-card = Your card and what you paid so far: Account, Billing Information.
start-later-details = Your insurance: Account, My Coverage. Everything else about you: Account, About Me.
start-later-help = Help describes each step
