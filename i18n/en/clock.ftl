# What time alone brings about: reminders, fines, statuses, and the refusals that go with them.

iqama-expiring-to-you = Your iqama { $id } ends in { $days_days_after } on { $day_both }. Renew it in time to avoid a fine
iqama-expiring-for-yours = The iqama of { $name } { $id } ends in { $days_days_after } on { $day_both }. Renew it in time to avoid a fine
iqama-last-day-to-you = Today, { $day_both }, is the last day of your iqama { $id }. Renew it to avoid a fine
iqama-last-day-for-yours = Today, { $day_both }, is the last day of the iqama of { $name } { $id }. Renew it to avoid a fine
iqama-grace-to-you = Your iqama { $id } ended on { $day_both }. Renew it in the days of grace to avoid a fine
iqama-grace-for-yours = The iqama of { $name } { $id } ended on { $day_both }. Renew it in the days of grace to avoid a fine
iqama-late-to-you = The days of grace of your iqama { $id } are over; it ended on { $day_both }. A late fine is taken with its renewal
iqama-late-for-yours = The days of grace of the iqama of { $name } { $id } are over; it ended on { $day_both }. A late fine is taken with its renewal

er-ending-to-you = Return on visa { $visa } by { $day_both }, in { $days_days_after }
er-ending-for-yours = { $name } { $id } must return on visa { $visa } by { $day_both }, in { $days_days_after }
er-lapsed-to-you = Your visa { $visa } ended on { $day_both }. Ref { $ref }
er-lapsed-for-yours = Visa { $visa } of { $name } { $id } ended on { $day_both }. Ref { $ref }
er-unused-fine-to-you = Your visa { $visa } ended on { $day }, neither used nor cancelled. A fine of { $amount_riyals } was charged. Ref { $ref }
er-unused-fine-for-yours = Visa { $visa } of { $name } { $id } ended, neither used nor cancelled. You owe a fine of { $amount_riyals }. Ref { $ref }
er-not-returned-to-you = You are recorded as exited and not returned after visa { $visa } ended on { $day_both }. Ref { $ref }
er-not-returned-for-yours = { $name } { $id } is recorded as exited and not returned after visa { $visa } ended. Ref { $ref }
worker-dropped-to-you = You were taken off the sponsor's record: you did not return on visa { $visa }. Ref { $ref }
worker-dropped-for-yours = { $name } { $id } was taken off your record: no return on visa { $visa }. Ref { $ref }

fe-ending-to-you = Leave on final exit { $visa } by { $day_both }, in { $days_days_after }; after that a fine is due
fe-ending-for-yours = { $name } { $id } must leave on the final exit by { $day_both }, in { $days_days_after }; after that a fine is due
fe-lapsed-to-you = Your final exit { $visa } ended on { $day_both }. Ref { $ref }
fe-lapsed-for-yours = Final exit { $visa } of { $name } { $id } ended on { $day_both }. Ref { $ref }
fe-unused-fine-to-you = Your final exit { $visa } ended on { $day } and you did not leave. A fine of { $amount_riyals } was charged. Ref { $ref }
fe-unused-fine-for-yours = The final exit of { $name } { $id } ended and they did not leave. You owe a fine of { $amount_riyals }. Ref { $ref }

fine-paid-to-you = The fine of { $amount_riyals } that you owed is paid. Ref { $ref }
fine-paid-for-yours = The fine of { $amount_riyals } owed by { $name } { $id } is paid. Ref { $ref }

not-due = The day for this has not come, or has passed.
    .next = It is done by itself on its day.
fine-owed = { $who } owes a fine that is not paid.
    .next = Pay the fine first, then ask again.
no-fine-owed = No fine is owed on this record.
    .next = There is nothing to pay.
