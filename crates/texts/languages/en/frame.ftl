### What stands around every page.

skip-to-content = Skip to content
portal-client = Client portal
portal-provider = Provider desk
nav-main = Main
nav-home = Home
nav-account = Account
nav-support = Support
nav-help = Help
nav-clients = My clients
signed-in-as = Signed in as { $name }
sign-out = Sign out
page-title = { $page } · { $practice }
menu = Menu
theme-legend = Colors
theme-system = Auto
theme-light-short = Light
theme-dark-short = Dark
product-name = Almoner
product-role = Billing desk
unsaved-leave = Leave
unsaved-stay = Stay on this page
