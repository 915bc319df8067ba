# What is said before an act that cannot be undone or costs money.

fee-lost-if-cancelled = The fee is not refunded if the visa is cancelled.
no-amendment-after-issue = The visa cannot be changed once issued: it is cancelled and a new fee is paid.
unused-visa-fine = A visa neither used nor cancelled before its end brings a fine.
cancelled-visa-fee-lost = What was paid for this visa is not refunded.
final-exit-cannot-be-extended = A final exit cannot be extended.
final-exit-leave-by = The last day to leave is { $day }. Staying longer brings a fine.
final-exit-expired-fine = The final exit ran out unused; its fine of { $amount_riyals } is taken now.
late-fine-taken = The renewal is late; a fine of { $amount_riyals } is taken now.
loss-reported-late = The loss was more than 24 hours ago; it has to be reported within them.
loss-fine-taken = The fine for the loss, { $amount_riyals }, is taken now.
late-issue-fine-taken = The entry is longer ago than allowed; the late fine of { $amount_riyals } is taken now.
card-printed-apart = The card is printed by a request of its own once the permit is issued.
double-fee-outside = The fee is doubled because the holder of the record is abroad.
absence-report-cancel-by = The report can be withdrawn until { $day }, only at the department. After that it is final.
absence-report-once = The worker can be reported only once, and learns of the report at once by SMS.
absence-report-never-again = Once withdrawn, the report cannot be made again.
doubtful-hijri-day = Known tables differ on this Hijri date. The printed calendar decides.

# Passports of citizens
postal-fee-separate = The postal fee is paid to the post against its own invoice, sent by SMS, and is not refunded.
old-passport-is-perforated = The old passport is perforated at the handing over and is good for no journey from now on.
lost-passport-is-void = The lost passport is void from now on, even if it is found.
express-within-a-day = The passport is handed over at the office within 24 hours; it does not go by post.

# Mobile numbers, delegations, deaths
both-numbers-are-told = The old number and the new one are both told of the change.
delegate-sees-and-asks = Until it ends, the delegate sees your record and those of the people you answer for, and asks in your stead for what may be delegated.
death-is-final = From now on no service is given on this record; its documents and ties end today.

own-request-window = The employer is told now and may object until { $object_by }. After that you issue it yourself by { $day }, or the request lapses.
objection-is-judged = The objection is kept and the worker is told of it; the labour ministry decides.
final-exit-cannot-be-cancelled = This final exit cannot be cancelled once it is issued.

transfer-offer-open-to = The offer stands until { $day }. It falls if the worker has not agreed by then.
transfer-fee-taken-on-agreement = The fee is taken from your deposit when the worker agrees: let it lie ready by then.

visit-not-converted-to-residence = A visit is not turned into a residence.
visitor-report-not-cancelled = This report cannot be withdrawn, and is made only once.
overstay-leave-now = The visitor leaves as soon as possible: the visit is not extended any more.
late-birth-fine-taken = The birth was more than 12 months ago, and the fine of { $amount_riyals } is taken now.
permit-issued-next = The residence permit is issued next, by its own service.
separated-needs-sponsor = Whoever is separated needs a sponsor or a head of household before the permit ends.
dependent-record-not-reopened = A cancelled record is not opened again. Whoever wants to come needs a new visa.
