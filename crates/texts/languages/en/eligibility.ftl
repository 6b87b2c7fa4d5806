### What a payer says of a coverage.

eligibility-verify = Verify coverage
eligibility-verify-again = Verify again
eligibility-asking = Asking { $payer }. This can take half a minute.
eligibility-title = What { $payer } says about your plan
eligibility-asked = Asked on { $day }.
eligibility-asked-about = Asked on { $day } about { $about }.
eligibility-active = Your coverage is active.
eligibility-active-from = Your coverage is active from { $day } on.
eligibility-active-to = Your coverage is active until { $day }.
eligibility-active-not-covered = Your coverage is active, but does not pay for mental health visits. Ask { $payer } who does before your next session.
eligibility-inactive = Your coverage is not active. If you have a new plan, enter it before your next session.
eligibility-inactive-since = Your coverage ended on { $day }. If you have a new plan, enter it before your next session.
eligibility-not-found = { $payer } does not find you. Compare the member ID and the subscriber with your insurance card.
eligibility-wrong-birth-date = { $payer } has another date of birth on file. Compare it with what stands under About Me and with the subscriber.
eligibility-wrong-member-id = { $payer } does not know this member ID. Compare it with your insurance card.
eligibility-wrong-name = { $payer } has another name on file. Compare the subscriber and your legal name with your insurance card.
eligibility-refused = { $payer } does not answer us about this plan. Client Support can call them.
eligibility-plan = Their name for it
eligibility-copay = Copay per visit
eligibility-coinsurance = Coinsurance
eligibility-coinsurance-share = { $share } of the allowed amount
eligibility-deductible = Yearly deductible
eligibility-out-of-pocket = Most you pay per year
eligibility-left = { $amount }, { $left } of it left
eligibility-no-promise = This is what your plan generally pays in its network. What a session costs is known once { $payer } has processed its claim.
