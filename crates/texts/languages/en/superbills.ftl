### Superbills, on the page of a charge and with the history.

superbill-title = Superbill
superbills-title = Superbills
superbill-why = You paid this session yourself. Send the superbill to your insurer to ask for money back.
superbills-why = For sessions that you paid yourself. Send a superbill to your insurer to ask for money back.
superbill-download = Download superbill (PDF)
superbill-month = Superbill of { $month } (PDF)
superbill-month-label = Month of the sessions
superbill-none = There is no superbill yet, because an insurer would send it back. This is missing:
superbill-part = Not on it are sessions of which something is missing:
superbill-client-address = your address, which you add under { tab-about-me }
superbill-practice-address = the practice's address
superbill-tax-id = the practice's tax ID
superbill-provider-npi = the provider's NPI, by which insurers know them
superbill-diagnosis = the diagnosis code, which insurers ask for
superbill-place = the place of service, which says where the session was
superbill-practice-adds = Your practice adds what is not yours to add. Client Billing Support can ask for it.
