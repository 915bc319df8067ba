# ما يقع بحلول الأجل: التذكيرات والغرامات والحالات، وأسباب رفض ما يتصل بها.

iqama-expiring-to-you = تنتهي إقامتكم { $id } بعد { $days_days_after } في { $day_both }. جددوها قبل ذلك تجنبا للغرامة
iqama-expiring-for-yours = تنتهي إقامة { $name } { $id } بعد { $days_days_after } في { $day_both }. جددوها قبل ذلك تجنبا للغرامة
iqama-last-day-to-you = اليوم { $day_both } آخر أيام إقامتكم { $id }. جددوها تجنبا للغرامة
iqama-last-day-for-yours = اليوم { $day_both } آخر أيام إقامة { $name } { $id }. جددوها تجنبا للغرامة
iqama-grace-to-you = انتهت إقامتكم { $id } في { $day_both }. جددوها قبل انقضاء المهلة تجنبا للغرامة
iqama-grace-for-yours = انتهت إقامة { $name } { $id } في { $day_both }. جددوها قبل انقضاء المهلة تجنبا للغرامة
iqama-late-to-you = انقضت مهلة تجديد إقامتكم { $id } المنتهية في { $day_both }. تؤخذ غرامة عند التجديد
iqama-late-for-yours = انقضت مهلة تجديد إقامة { $name } { $id } المنتهية في { $day_both }. تؤخذ غرامة عند التجديد

er-ending-to-you = آخر يوم للعودة بتأشيرتكم رقم { $visa } هو { $day_both }، بعد { $days_days_after }
er-ending-for-yours = آخر يوم لعودة { $name } { $id } بالتأشيرة رقم { $visa } هو { $day_both }، بعد { $days_days_after }
er-lapsed-to-you = انتهت تأشيرتكم رقم { $visa } في { $day_both }. المرجع { $ref }
er-lapsed-for-yours = انتهت تأشيرة { $name } { $id } رقم { $visa } في { $day_both }. المرجع { $ref }
er-unused-fine-to-you = انتهت تأشيرتكم رقم { $visa } في { $day } دون سفر أو إلغاء، وسجلت عنها غرامة مقدارها { $amount_riyals }. المرجع { $ref }
er-unused-fine-for-yours = انتهت تأشيرة { $name } { $id } رقم { $visa } دون سفر أو إلغاء، وعليكم غرامة { $amount_riyals }. المرجع { $ref }
er-not-returned-to-you = سجلت حالتكم «خرج ولم يعد» بعد انتهاء التأشيرة رقم { $visa } في { $day_both }. المرجع { $ref }
er-not-returned-for-yours = سجلت حالة { $name } { $id } «خرج ولم يعد» بعد انتهاء التأشيرة رقم { $visa }. المرجع { $ref }
worker-dropped-to-you = رفع اسمكم من سجل صاحب العمل لعدم العودة بالتأشيرة رقم { $visa }. المرجع { $ref }
worker-dropped-for-yours = رفع { $name } { $id } من سجلكم لعدم العودة بالتأشيرة رقم { $visa }. المرجع { $ref }

fe-ending-to-you = آخر يوم لمغادرتكم بالخروج النهائي رقم { $visa } هو { $day_both }، بعد { $days_days_after }، وبعده غرامة
fe-ending-for-yours = آخر يوم لمغادرة { $name } { $id } بالخروج النهائي هو { $day_both }، بعد { $days_days_after }، وبعده غرامة
fe-lapsed-to-you = انتهى الخروج النهائي رقم { $visa } الصادر لكم في { $day_both }. المرجع { $ref }
fe-lapsed-for-yours = انتهى الخروج النهائي رقم { $visa } باسم { $name } { $id } في { $day_both }. المرجع { $ref }
fe-unused-fine-to-you = انتهى الخروج النهائي رقم { $visa } في { $day } دون مغادرة، وسجلت عنه غرامة مقدارها { $amount_riyals }. المرجع { $ref }
fe-unused-fine-for-yours = انتهى الخروج النهائي باسم { $name } { $id } دون مغادرة، وسجلت عليكم غرامة مقدارها { $amount_riyals }. المرجع { $ref }

fine-paid-to-you = سددت الغرامة المسجلة عليكم ومقدارها { $amount_riyals }. المرجع { $ref }
fine-paid-for-yours = سددت الغرامة المسجلة على { $name } { $id } ومقدارها { $amount_riyals }. المرجع { $ref }

not-due = لم يحن موعد هذا الإجراء، أو مضى.
    .next = يُنفذ من نفسه في يومه.
fine-owed = على { $who } غرامة لم تُسدد.
    .next = تُسدد الغرامة أولاً، ثم تُطلب الخدمة.
no-fine-owed = لا غرامة مستحقة في هذا السجل.
    .next = لا حاجة إلى السداد.
