# What is said before an act that cannot be undone or costs money.

fee-lost-if-cancelled = The fee is not refunded if the visa is cancelled.
no-amendment-after-issue = The visa cannot be changed once issued: it is cancelled and a new fee is paid.
unused-visa-fine = A visa neither used nor cancelled before its end brings a fine.
cancelled-visa-fee-lost = What was paid for this visa is not refunded.
final-exit-cannot-be-extended = A final exit cannot be extended.
final-exit-leave-by = The last day to leave is { $day }. Staying longer brings a fine.
final-exit-expired-fine = The final exit ran out unused; its fine of { $amount_riyals } is taken now.
late-fine-taken = The renewal is late; a fine of { $amount_riyals } is taken now.
double-fee-outside = The fee is doubled because the holder of the record is abroad.
absence-report-cancel-by = The report can be withdrawn until { $day }, only at the department. After that it is final.
absence-report-once = The worker can be reported only once, and learns of the report at once by SMS.
absence-report-never-again = Once withdrawn, the report cannot be made again.
doubtful-hijri-day = Known tables differ on this Hijri date. The printed calendar decides.

own-request-window = The employer is told now and may object until { $object_by }. After that you issue it yourself by { $day }, or the request lapses.
objection-is-judged = The objection is kept and the worker is told of it; the labour ministry decides.
final-exit-cannot-be-cancelled = This final exit cannot be cancelled once it is issued.
