### The end of a session.

idle-title = Are you still there?
idle-text = Nothing has happened for a while. To keep your details safe, you will be signed out unless you stay.
# The time left as minutes and seconds, such as 1:05; beside it in the browser's tab, and as it is read aloud.
idle-left = { $left } left
idle-tab = { $left } · Are you still there?
idle-told = You will be signed out { $when }.
idle-stay = Stay signed in
not-signed-out-title = You are not signed out yet
not-signed-out-text = Do not leave this device yet
signed-out-title = You are signed out
signed-out-text = You can close this page now.
