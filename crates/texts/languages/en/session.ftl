### The end of a session.

idle-title = Are you still there?
idle-text = Nothing has happened for a while. To keep your details safe, you will be signed out in two minutes.
idle-stay = Stay signed in
not-signed-out-title = You are not signed out yet
not-signed-out-text = Do not leave this device yet
signed-out-title = You are signed out
signed-out-text = You can close this page now.
