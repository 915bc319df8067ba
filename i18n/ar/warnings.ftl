# ما يُقال قبل فعل لا رجعة فيه أو فيه مال.

fee-lost-if-cancelled = لا يُسترد الرسم إذا أُلغيت التأشيرة.
no-amendment-after-issue = لا تُعدل التأشيرة بعد صدورها. لتغييرها تُلغى ويُدفع رسم جديد.
unused-visa-fine = تأشيرة لا يُسافر بها ولا تُلغى قبل انتهائها تترتب عليها غرامة.
cancelled-visa-fee-lost = لا يُسترد ما دُفع لهذه التأشيرة.
final-exit-cannot-be-extended = لا يُمدد الخروج النهائي.
final-exit-leave-by = آخر يوم للمغادرة { $day }. من بقي بعده لزمته غرامة.
final-exit-expired-fine = انتهى الخروج النهائي دون سفر، وتُؤخذ الآن غرامته { $amount_riyals }.
late-fine-taken = تأخر التجديد، وتُؤخذ الآن غرامة { $amount_riyals }.
double-fee-outside = الرسم مضاعف لأن صاحب السجل خارج المملكة.
absence-report-cancel-by = يمكن إلغاء البلاغ حتى { $day } لدى الإدارة وحدها، ثم يصير نهائياً.
absence-report-once = لا يُرفع البلاغ عن العامل إلا مرة واحدة، ويُعلم العامل به فوراً برسالة.
absence-report-never-again = إذا أُلغي البلاغ فلا يمكن رفعه مرة أخرى.
doubtful-hijri-day = هذا التاريخ الهجري تختلف فيه الجداول المعروفة. المعتمد ما طُبع في التقويم.

transfer-offer-open-to = العرض قائم حتى { $day }. بعده يسقط إن لم يوافق العامل.
transfer-fee-taken-on-agreement = يُؤخذ رسم النقل من رصيدكم حين يوافق العامل، فليكن مودعاً قبل ذلك.

visit-not-converted-to-residence = لا تُحول الزيارة إلى إقامة.
visitor-report-not-cancelled = لا يُلغى هذا البلاغ، ولا يُرفع إلا مرة واحدة.
overstay-leave-now = بعد التسوية يغادر الزائر في أقرب وقت، فلا تُمدد زيارته.
late-birth-fine-taken = مضى على الميلاد أكثر من 12 شهراً، وتُؤخذ الآن غرامة { $amount_riyals }.
permit-issued-next = تُصدر الإقامة بعد ذلك بخدمتها.
separated-needs-sponsor = يلزم المفصول كفيل أو رب أسرة قبل انتهاء إقامته.
dependent-record-not-reopened = لا يُعاد فتح السجل الملغى. ومن أراد القدوم فبتأشيرة جديدة.
