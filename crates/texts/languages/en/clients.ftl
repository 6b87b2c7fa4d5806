### A provider's clients.

clients-title = My clients
clients-lead = Open a client to get a reply you can send when they ask about billing.
clients-empty = No clients yet
clients-empty-text = Your clients appear here once the practice has added them.
clients-search = Find a client
clients-none-found = No client has that name
clients-found = { $count ->
    [one] One client has that name
   *[other] { $count } clients have that name
}
client-loading = Client
column-name = Name
column-pronouns = Pronouns
column-payer = Payer
self-pay = Self-pay
