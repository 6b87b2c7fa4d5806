### The page of a provider's client, with the reply.

reply-title = Recommended response
reply-copy-rich = Copy with links
reply-copy-plain = Copy as plain text
reply-copied-rich = Copied with links. Paste it into your message.
reply-copied-plain = Copied as plain text. Paste it into your message.
reply-copy-failed = Your browser did not let us copy. The text above is selected, so you can copy it yourself.
reply-blocked = This reply cannot be copied yet: { $slots } { $count ->
    [one] has no value.
   *[other] have no value.
    } Ask the practice's administrator to fill this in.
reply-slot-client = the client's name
reply-slot-provider = your name
reply-slot-practice = the practice's name
reply-slot-portal = the link to the client portal
reply-slot-help = the link to the help guide
reply-slot-support = the link to Client Support
can-answer = What you can answer
can-answer-cash = The cash fee and the sliding-scale amount you agreed on
can-answer-where = Where clients find and change their details
cannot-answer = What only Client Support sees
cannot-answer-copay = What insurance leaves to pay
cannot-answer-day = When a card is charged
cannot-answer-card = Card and member ID
reply-step-insured = Open Billing Information. There you can move a charge to another day, and see what you were charged and which card is used.
reply-step-insured-no-card = Open Billing Information. There you can move a charge to another day and see what you were charged. Your plan does not ask for a card, so there is none to add.
reply-step-self-pay = Open Billing Information. There you see what is planned, what you were charged and which card is used.
reply-change-insured = You can change your insurance under { tab-coverage }, and add or remove cards under { tab-billing }. With anything else, [Client Support]({"support"}) can help.
reply-change-no-card = You can change your insurance under { tab-coverage }. With anything else, [Client Support]({"support"}) can help.
reply-change-self-pay = You can add insurance under { tab-coverage }, and add or remove cards under { tab-billing }. With anything else, [Client Support]({"support"}) can help.
reply-template = Hi { $client_name },

    Thank you for your message. You can look after this yourself, whenever it suits you:

    1. Sign in to your [client portal]({"portal"}).
    2. Choose Account in the sidebar.
    3. { $step }

    { $change }

    If something does not work, our [help guide]({"help"}) shows every step.

    Best,
    { $provider_name }
    { $practice_name }
