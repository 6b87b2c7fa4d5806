### The start page of the staff.

staff-title = Welcome
staff-text = You are signed in as a member of the practice. There is nothing for you to do on this page. Help shows what clients can do here themselves.
