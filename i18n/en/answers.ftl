# What is said of an answer that cannot be understood, and how to mend it.

answer-missing = This needs an answer.
answer-not-a-date = Write the date like 2027-02-24, or in Hijri like 1448-09-17H.
answer-not-a-number = Write a whole number in digits.
answer-not-a-term = Write the length in months or days, or give a day of return.
answer-not-a-port = A port's code is two to eight Latin letters and digits.
answer-not-an-instant = Write the time with its date, like 2026-11-24T14:05:00+03:00.
answer-in-the-future = This time has not come yet.
answer-out-of-range = It must be from { $min } to { $max }.
answer-not-offered = This is not among what is offered. Choose from the list.
answer-date-past = This day is past. Choose a day after today.
answer-unknown-fee-code = No fee has this code. Choose from the list.
answer-not-money = Write the amount in riyals, with two digits after a point where needed: 200 or 200.50.
answer-not-a-text = Write this in one line of plain words.
answer-too-long = This is too long: at most { $max } letters.
answer-not-an-identifier = Write a number of ten digits, as it stands on the card.
answer-no-such-party = Nobody on record has this number. Check it against the card.
answer-not-a-mobile = Write a Saudi mobile number, like 0501234567.
answer-paper-missing = This paper must be seen: the officer confirms it, or a copy is attached.
