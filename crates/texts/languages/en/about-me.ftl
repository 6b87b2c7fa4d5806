### The tab About Me.

tab-about-me = About Me
about-me-contact = Contact details
about-me-phone = Phone number
about-me-phone-hint = With the area code, like (555) 555-0100. Leave it blank to have none on file.
about-me-phone-shape = Enter a phone number with its area code, like (555) 555-0100, or with + and the code of its country.
about-me-save = Save
about-me-saved-title = Saved
about-me-saved = Your phone number is { $phone }.
about-me-saved-none = You have no phone number on file.
about-me-meanwhile = Your phone number was changed to { $phone } in the meantime. Save again to replace it with what you entered.
about-me-meanwhile-none = Your phone number was removed in the meantime. Save again to have what you entered on file.
about-me-unsaved-title = Leave without saving?
about-me-unsaved-text = The phone number you entered has not been saved yet.
