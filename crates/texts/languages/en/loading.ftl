### What a page shows while it waits, and where it cannot go on.

loading = Loading…
try-again = Try again
not-opened-title = The portal could not be opened
failed-title = This could not be loaded
failed-not-reached = We could not reach the server. Check your connection, then try again. Nothing was lost.
failed-by-itself = We also try again when you are back online or come back to this page.
failed-unknown-outcome = We could not reach the server, or its answer was lost, so we do not know whether this was done. Check your connection, and load this page again to see, before you repeat it.
failed-outdated = The portal was updated while this page was open. Load the page again to go on.
failed-unread-outcome = The portal was updated while this page was open, and this page cannot read what came of it. Load the page again, and look at it before you repeat it.
load-again = Load the page again
# The desk says so, or what stands before it.
problem-too-many-detail = There were too many requests from your address. Try again { $when }.
failed-server = Something went wrong on our side. Nothing was lost; please try again in a moment.
stale-text = Time has passed since this page was opened. What it says may no longer be true.
stale-refresh = Show the current details
error-summary-title = There is a problem
# What the server says of them only its newer pages can show.
unread-entries = { $count ->
    [one] One entry is missing here, because the portal was updated while this page was open. Load the page again to see it.
   *[other] { $count } entries are missing here, because the portal was updated while this page was open. Load the page again to see them.
}
