### The Support page, and the line below every page.

support-title = Support
support-lead = Client Support helps with everything you cannot do here yourself. Client Billing Support handles payments.
support-phone = Phone
support-email = Email
support-hours = Hours
support-line = Client Support:
support-about-charge = When you call or write about a charge, say the day of the session and this number: { $id }
support-none = You can find the practice's phone number and email address in every email we sent you.
support-about-title = About this charge
support-about-sign-in = Sign in to see which charge this is
support-mail-subject = Charge { $reference }, session on { $day }
support-mail-subject-number = Charge { $id }
support-session = Session
support-amount = Amount
support-status = Status
