### The sign-in page.

sign-in-title = Sign in
sign-in-again = Sign in again
sign-in-lead = See what you were charged and why, and choose when you pay.
sign-in-email = Email address
sign-in-password = Password
sign-in-show-password = Show password
sign-in-hide-password = Hide password
sign-in-button = Sign in
sign-in-email-missing = Enter your email address.
sign-in-email-shape = Enter an email address like name@example.com.
sign-in-password-missing = Enter your password.
sign-in-no-cookies = Your browser blocks cookies, so you cannot stay signed in. Allow cookies for this site in its settings, then sign in again.
sign-in-ended = You were signed out because nothing happened for a while, or in another tab. Sign in to pick up where you left off.
sign-in-then = Sign in to continue.
sign-in-without-title = No password, or forgotten?
sign-in-without-text = Client Support gets you in once they have confirmed who you are.
sign-in-without-link = How to reach Client Support
sign-in-show-password-short = Show
sign-in-hide-password-short = Hide
