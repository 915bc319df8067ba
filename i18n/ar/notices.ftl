# نصوص الرسائل القصيرة: لصاحب السجل (to-you) ولمن يكفله أو يعوله (for-yours).
# بلا روابط وبلا تشكيل، والرقم مقنع دائماً.

iqama-renewed-to-you = جددت إقامتكم { $id } حتى { $day_both }. المرجع { $ref }
iqama-renewed-for-yours = جددت إقامة { $name } { $id } حتى { $day_both }. المرجع { $ref }
iqama-late-fine-to-you = سجلت على إقامتكم { $id } غرامة تأخر في التجديد مقدارها { $amount_riyals }. المرجع { $ref }
iqama-late-fine-for-yours = سجلت على إقامة { $name } { $id } غرامة تأخر في التجديد مقدارها { $amount_riyals }. المرجع { $ref }

er-issued-to-you = { $term_mode ->
    [months] صدرت لكم تأشيرة { $kind } رقم { $visa } مدتها { $term }. آخر يوم للسفر { $day }. المرجع { $ref }
    [days] صدرت لكم تأشيرة { $kind } رقم { $visa } مدتها { $term }. آخر يوم للعودة { $day }. المرجع { $ref }
   *[return-before] صدرت لكم تأشيرة { $kind } رقم { $visa }. آخر يوم للعودة { $day }. المرجع { $ref }
}
er-issued-for-yours = { $term_mode ->
    [months] صدرت تأشيرة { $kind } { $visa } لـ{ $name } { $id } مدتها { $term }. السفر حتى { $day }. مرجع { $ref }
    [days] صدرت تأشيرة { $kind } { $visa } لـ{ $name } { $id } مدتها { $term }. العودة حتى { $day }. مرجع { $ref }
   *[return-before] صدرت تأشيرة { $kind } { $visa } لـ{ $name } { $id }. العودة حتى { $day }. مرجع { $ref }
}
er-extended-to-you = مددت تأشيرتكم رقم { $visa }. آخر يوم للعودة { $day_both }. المرجع { $ref }
er-extended-for-yours = مددت تأشيرة { $name } { $id } رقم { $visa }. آخر يوم للعودة { $day_both }. المرجع { $ref }
er-cancelled-to-you = ألغيت تأشيرتكم للخروج والعودة رقم { $visa }. الرسم لا يسترد. المرجع { $ref }
er-cancelled-for-yours = ألغيت تأشيرة الخروج والعودة رقم { $visa } باسم { $name } { $id }. الرسم لا يسترد. المرجع { $ref }
er-return-by-to-you = سافرتم بالتأشيرة رقم { $visa }. آخر يوم للعودة { $day_both }
er-return-by-for-yours = تأشيرة { $name } { $id } رقم { $visa } قيد السفر. آخر يوم للعودة { $day_both }

fe-issued-to-you = صدر لكم خروج نهائي رقم { $visa }. آخر يوم للمغادرة { $day }، وبعده غرامة. المرجع { $ref }
fe-issued-for-yours = صدر خروج نهائي رقم { $visa } باسم { $name } { $id }. آخر يوم للمغادرة { $day }، وبعده غرامة. المرجع { $ref }
fe-cancelled-to-you = ألغي الخروج النهائي رقم { $visa } الصادر لكم، وبقيت إقامتكم. المرجع { $ref }
fe-cancelled-for-yours = ألغي الخروج النهائي رقم { $visa } باسم { $name } { $id }. المرجع { $ref }

absence-reported-to-you = رفع صاحب العمل عنكم بلاغ تغيب عن العمل. لكم الاعتراض حتى { $day } في إدارة الجوازات. المرجع { $ref }
absence-reported-for-yours = سجل بلاغ تغيب عن العمل على { $name } { $id }. يمكن إلغاؤه حتى { $day }. المرجع { $ref }
absence-cancelled-to-you = ألغي بلاغ التغيب المرفوع عنكم. المرجع { $ref }
absence-cancelled-for-yours = ألغي بلاغ التغيب عن { $name } { $id }. المرجع { $ref }

crossed-out-to-you = سجلت مغادرتكم عبر { $port } الساعة { $time } في { $time_day }
crossed-out-for-yours = غادر المملكة { $name } { $id } عبر { $port } الساعة { $time } في { $time_day }
crossed-in-to-you = سجل دخولكم عبر { $port } الساعة { $time } في { $time_day }
crossed-in-for-yours = دخل المملكة { $name } { $id } عبر { $port } الساعة { $time } في { $time_day }

fee-deposited-to-you = أودع لكم { $amount_riyals } لرسم { $fee }. الرصيد { $balance_riyals }. المرجع { $ref }
fee-deposited-for-yours = أودع لصاحب الرقم { $id } مبلغ { $amount_riyals } لرسم { $fee }. الرصيد { $balance_riyals }. المرجع { $ref }

sign-in-code = رمز الدخول { $code } وصلاحيته { $minutes_minutes }. لا تخبر به أحدا.

transfer-offered-to-you = عرض صاحب عملكم نقل خدماتكم. بعد قبول صاحب العمل الجديد لكم الموافقة أو الرفض حتى { $day }. المرجع { $ref }
transfer-offered-for-yours = عرضت خدمات { $name } { $id } للنقل. العرض قائم حتى { $day }. المرجع { $ref }
transfer-offered-to-new-for-yours = عرضت عليكم خدمات { $name } { $id }. القبول أو الرفض حتى { $day }. المرجع { $ref }
transfer-accepted-to-you = قبل صاحب عمل جديد نقل خدماتكم. لكم الموافقة أو الرفض حتى { $day }. المرجع { $ref }
transfer-accepted-for-yours = قبل نقل خدمات { $name } { $id }. بقيت موافقة العامل حتى { $day }. المرجع { $ref }
transfer-done-to-you = نقلت خدماتكم إلى صاحب عملكم الجديد. المرجع { $ref }
transfer-done-for-yours = نقلت خدمات { $name } { $id } إلى صاحب العمل الجديد. المرجع { $ref }
transfer-withdrawn-to-you = سحب صاحب عملكم عرض نقل خدماتكم. المرجع { $ref }
transfer-withdrawn-for-yours = سحب عرض نقل خدمات { $name } { $id }. المرجع { $ref }
transfer-declined-to-you = رفض نقل خدماتكم، وبقيتم على صاحب عملكم. المرجع { $ref }
transfer-declined-for-yours = رفض نقل خدمات { $name } { $id }. المرجع { $ref }

visit-extended-to-you = مددت زيارتكم حتى { $day_both }. المرجع { $ref }
visit-extended-for-yours = مددت زيارة { $name } { $id } حتى { $day_both }. المرجع { $ref }
visitor-reported-to-you = سجل عليكم بلاغ بعدم المغادرة بعد انتهاء الزيارة. راجعوا إدارة الوافدين. المرجع { $ref }
visitor-reported-for-yours = سجل بلاغ بعدم مغادرة الزائر { $name } { $id }. المرجع { $ref }
overstay-settled-to-you = دفعت غرامة البقاء بعد الزيارة وقدرها { $amount_riyals }. عليكم المغادرة. المرجع { $ref }
overstay-settled-for-yours = دفعت غرامة بقاء الزائر { $name } { $id } وقدرها { $amount_riyals }. عليه المغادرة. المرجع { $ref }

child-added-to-you = أضيف إلى سجل أسرتكم { $child }، والإقامة حتى { $day }. المرجع { $ref }
dependent-added-to-you = أضفتم إلى سجل رب أسرتكم. المرجع { $ref }
dependent-added-for-yours = أضيف { $name } { $id } إلى سجل أسرتكم. المرجع { $ref }
dependent-separated-to-you = فصلتم عن رب أسرتكم. يلزمكم كفيل قبل انتهاء إقامتكم. المرجع { $ref }
dependent-separated-for-yours = فصل { $name } { $id } عن سجل أسرتكم. المرجع { $ref }
dependent-moved-to-you = نقلتم من سجل إلى سجل: من يكفلكم الآن غير من كان. المرجع { $ref }
dependent-moved-for-yours = نقل { $name } { $id } من كفالة إلى كفالة. المرجع { $ref }
dependent-cancelled-to-you = ألغي سجلكم تابعا لرب أسرتكم، وأغلقت إقامتكم. المرجع { $ref }
dependent-cancelled-for-yours = ألغي سجل التابع { $name } { $id } وأغلقت إقامته. المرجع { $ref }
