### Pages that are not there, and pages of other accounts.

not-found-title = Page not found
not-found-text = The address may be mistyped, or the page may belong to someone else's account.
not-found-home = Go to your start page
sign-in-wrong-role-title = This page is not for your account
sign-in-wrong-role = That page is for clients. You are signed in as a member of the practice.
sign-in-wrong-role-client = That page is for members of the practice. You are signed in as a client.
sign-in-wrong-role-change = To see it, sign out and sign in with the other account.
