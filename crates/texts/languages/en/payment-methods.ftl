card-consent = I allow { $practice } to save this card and charge it for my sessions and fees. I am told the amount and the day before each charge. I can choose another card or remove this one in my account at any time.
card-consent-meanwhile = What you agree to has changed since you saw it. Read it as it is now, then go on.
card-default-meanwhile = Another card has become the default since you saw this. Nothing was changed. See below which one is charged now.
card-too-many = Cards were added very often in the last hour. You can add another one { $when }.
card-no-customer = We cannot add a card for you right now, because the card company does not know the number your practice gave for you. Client Billing Support can correct it.
card-stays-under-way = A payment with this card is under way. Wait until it is through, then remove the card.
card-stays-default = Charges are taken with this card. Make another card the default first, then remove this one.
card-stays-charges-wait = This is your only card, and there are charges to pay. Add another card first, or remove this one once nothing is left to pay.
