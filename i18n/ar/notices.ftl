# نصوص الرسائل القصيرة: لصاحب السجل (to-you) ولمن يكفله أو يعوله (for-yours).
# بلا روابط وبلا تشكيل، والرقم مقنع دائماً.

iqama-renewed-to-you = جددت إقامتكم { $id } حتى { $day_both }. المرجع { $ref }
iqama-renewed-for-yours = جددت إقامة { $name } { $id } حتى { $day_both }. المرجع { $ref }
iqama-late-fine-to-you = سجلت على إقامتكم { $id } غرامة تأخر في التجديد مقدارها { $amount_riyals }. المرجع { $ref }
iqama-late-fine-for-yours = سجلت على إقامة { $name } { $id } غرامة تأخر في التجديد مقدارها { $amount_riyals }. المرجع { $ref }
iqama-issued-to-you = صدرت لكم إقامة حتى { $day_both }. المرجع { $ref }
iqama-issued-for-yours = صدرت إقامة { $name } حتى { $day_both }. المرجع { $ref }
iqama-late-issue-to-you = أخذت غرامة تأخر في إصدار إقامتكم مقدارها { $amount_riyals }. المرجع { $ref }
iqama-late-issue-for-yours = أخذت غرامة تأخر في إصدار إقامة { $name } مقدارها { $amount_riyals }. المرجع { $ref }
card-printed-to-you = طبعت بطاقة إقامتكم { $id } وهي بانتظاركم في المكتب. المرجع { $ref }
card-printed-for-yours = طبعت بطاقة إقامة { $name } { $id } وهي بانتظار التسليم. المرجع { $ref }
card-handed-over-to-you = سلمت بطاقة إقامتكم { $id }. المرجع { $ref }
card-handed-over-for-yours = سلمت بطاقة إقامة { $name } { $id }. المرجع { $ref }
card-replaced-to-you = صدر بدل بطاقة إقامتكم { $id } وألغيت السابقة. المرجع { $ref }
card-replaced-for-yours = صدر بدل بطاقة إقامة { $name } { $id } وألغيت السابقة. المرجع { $ref }
card-loss-fine-to-you = أخذت غرامة فقد بطاقة إقامتكم { $id } ومقدارها { $amount_riyals }. المرجع { $ref }
card-loss-fine-for-yours = أخذت غرامة فقد بطاقة إقامة { $name } { $id } ومقدارها { $amount_riyals }. المرجع { $ref }
name-corrected-to-you = صحح اسمكم في السجل { $id }. إن لم تطلبوا ذلك راجعوا الجوازات. المرجع { $ref }
name-corrected-for-yours = صحح اسم صاحب السجل { $id } وكان { $name }. المرجع { $ref }
occupation-changed-to-you = غيرت المهنة في سجلكم { $id }. المرجع { $ref }
occupation-changed-for-yours = غيرت مهنة { $name } { $id }. المرجع { $ref }
report-on-resident-to-you = صدر تقرير عن بيانات إقامتكم { $id }. المرجع { $ref }
report-on-resident-for-yours = صدر تقرير عن بيانات { $name } { $id }. المرجع { $ref }
photo-updated-to-you = حدثت صورتكم في السجل { $id }. إن لم تطلبوا ذلك راجعوا الجوازات. المرجع { $ref }
photo-updated-for-yours = حدثت صورة { $name } { $id } في السجل. المرجع { $ref }
passport-updated-to-you = حدثت بيانات جوازكم في السجل { $id } وينتهي في { $day }. المرجع { $ref }
passport-updated-for-yours = حدثت بيانات جواز { $name } { $id } وينتهي في { $day }. المرجع { $ref }
passport-lost-to-you = سجل بلاغ فقد جوازكم في السجل { $id }. المرجع { $ref }
passport-lost-for-yours = سجل بلاغ فقد جواز { $name } { $id }. المرجع { $ref }

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

# جوازات المواطنين وتصاريح السفر
passport-issued-to-you = صدر جوازكم ساريا حتى { $day }. المرجع { $ref }
passport-issued-for-yours = صدر جواز { $name } { $id } ساريا حتى { $day }. المرجع { $ref }
passport-loss-to-you = سجل بلاغ فقد جوازكم السابق وألغي. المرجع { $ref }
passport-loss-for-yours = سجل بلاغ فقد جواز { $name } { $id } وألغي. المرجع { $ref }
passport-data-changed-to-you = عدلت بيانات جوازكم وصدر جواز جديد حتى { $day }. المرجع { $ref }
passport-data-changed-for-yours = عدلت بيانات جواز { $name } { $id } وصدر جواز جديد حتى { $day }. المرجع { $ref }
passport-ready-to-you = جوازكم جاهز للتسليم في المكتب الذي أصدره. أحضروا الهوية. المرجع { $ref }
passport-ready-for-yours = جواز { $name } { $id } جاهز للتسليم في المكتب الذي أصدره. المرجع { $ref }
passport-handed-to-you = سلم جوازكم الجديد. إن لم تستلموه راجعوا الجوازات. المرجع { $ref }
passport-handed-for-yours = سلم الجواز الجديد لـ{ $name } { $id }. المرجع { $ref }
passport-courier-to-you = سلم جوازكم للبريد. رقم التتبع { $visa }. المرجع { $ref }
passport-courier-for-yours = سلم جواز { $name } { $id } للبريد. رقم التتبع { $visa }. المرجع { $ref }
passport-returned-to-you = عاد جوازكم من البريد إلى المكتب الذي أصدره. يستلم منه. المرجع { $ref }
passport-returned-for-yours = عاد جواز { $name } { $id } من البريد إلى المكتب الذي أصدره. المرجع { $ref }
travel-permit-issued-to-you = صدر لكم تصريح سفر حتى { $day }. المرجع { $ref }
travel-permit-issued-for-yours = صدر تصريح سفر لـ{ $name } { $id } حتى { $day }. المرجع { $ref }
travel-permit-cancelled-to-you = ألغي تصريح سفركم. المرجع { $ref }
travel-permit-cancelled-for-yours = ألغي تصريح سفر { $name } { $id }. المرجع { $ref }

# الجوال والتفويض والوفاة والشهادة
mobile-changed-to-you = طلب تغيير جوالكم في سجلات الجوازات { $id } إلى رقم آخر. إن لم تطلبوا ذلك راجعوا أقرب مكتب فورا. المرجع { $ref }
mobile-changed-for-yours = تغير جوال { $name } { $id } في سجلات الجوازات. المرجع { $ref }
mobile-linked-to-you = ارتبط هذا الرقم بسجلكم { $id } في الجوازات، وإليه تصل الرموز والإشعارات. المرجع { $ref }
mobile-linked-for-yours = ارتبط هذا الرقم بسجل { $name } { $id }. المرجع { $ref }
preferences-set-to-you = حفظت لغة رسائلكم وخيار إشعارات العبور. المرجع { $ref }
preferences-set-for-yours = حفظت لغة رسائل { $name } { $id } وخيار إشعارات العبور. المرجع { $ref }
delegation-granted-to-you = فوضتم { $other } حتى { $day }. إن لم تطلبوا ذلك راجعوا الجوازات. المرجع { $ref }
delegation-granted-for-yours = فوضكم { $name } { $id } في خدمات الجوازات حتى { $day }. المرجع { $ref }
delegation-revoked-to-you = انتهى تفويضكم لـ{ $other }. المرجع { $ref }
delegation-revoked-for-yours = انتهى تفويض { $name } { $id } لكم. المرجع { $ref }
death-recorded-to-you = سجلت وفاة في سجلكم { $id }. إن كان ذلك خطأ راجعوا الجوازات. المرجع { $ref }
death-recorded-for-yours = رحم الله { $name } { $id }. سجلت الوفاة وأغلق السجل، ولما بقي راجعوا الجوازات. المرجع { $ref }
certificate-issued-to-you = صدرت شهادة بما في سجلكم { $id }. يتحقق منها بالمرجع { $ref }
certificate-issued-for-yours = صدرت شهادة بما في سجل { $name } { $id }. يتحقق منها بالمرجع { $ref }

refund-asked-to-you = بدأت إعادة { $amount_riyals } من رسم { $fee } إلى الحساب الذي سددها. المرجع { $ref }
refund-asked-for-yours = بدأت إعادة { $amount_riyals } من رسم { $fee } لصاحب الرقم { $id } إلى الحساب الذي سددها. المرجع { $ref }
fee-refunded-to-you = أعيد مبلغ { $amount_riyals } من رسم { $fee } إلى الحساب الذي سدده. المرجع { $ref }
fee-refunded-for-yours = أعيد مبلغ { $amount_riyals } من رسم { $fee } لصاحب الرقم { $id } إلى الحساب الذي سدده. المرجع { $ref }
refund-failed-to-you = تعذرت إعادة { $amount_riyals } من رسم { $fee } وهي جاهزة للاستخدام. المرجع { $ref }
refund-failed-for-yours = تعذرت إعادة { $amount_riyals } من رسم { $fee } لصاحب الرقم { $id } وهي جاهزة للاستخدام. المرجع { $ref }

er-requested-to-you = سُجل طلبكم تأشيرة خروج وعودة. إن لم يعترض صاحب العمل حتى { $object_by } تصدرونها بعده حتى { $day }. المرجع { $ref }
er-requested-for-yours = طلب { $name } { $id } تأشيرة خروج وعودة. يمكنكم الاعتراض حتى { $object_by }. المرجع { $ref }
er-request-withdrawn-to-you = سُحب طلبكم تأشيرة الخروج والعودة. المرجع { $ref }
er-request-withdrawn-for-yours = سحب { $name } { $id } طلب تأشيرة الخروج والعودة. المرجع { $ref }
er-request-objected-to-you = اعترض صاحب العمل على طلبكم تأشيرة الخروج والعودة. لكم مراجعة وزارة الموارد البشرية. المرجع { $ref }
er-request-objected-for-yours = سُجل اعتراضكم على طلب { $name } { $id } تأشيرة الخروج والعودة. المرجع { $ref }
fe-requested-to-you = سُجل طلبكم الخروج النهائي. إن لم يعترض صاحب العمل حتى { $object_by } تصدرونه بعده حتى { $day }. المرجع { $ref }
fe-requested-for-yours = طلب { $name } { $id } خروجاً نهائياً. يمكنكم الاعتراض حتى { $object_by }. المرجع { $ref }
fe-request-withdrawn-to-you = سُحب طلبكم الخروج النهائي. المرجع { $ref }
fe-request-withdrawn-for-yours = سحب { $name } { $id } طلب الخروج النهائي. المرجع { $ref }
fe-request-objected-to-you = اعترض صاحب العمل على طلبكم الخروج النهائي. لكم مراجعة وزارة الموارد البشرية. المرجع { $ref }
fe-request-objected-for-yours = سُجل اعتراضكم على طلب { $name } { $id } الخروج النهائي. المرجع { $ref }
fe-converted-to-you = ألغيت تأشيرتكم للخروج والعودة وصدر لكم خروج نهائي رقم { $visa }. آخر يوم للمغادرة { $day }. المرجع { $ref }
fe-converted-for-yours = حُولت تأشيرة { $name } { $id } إلى خروج نهائي رقم { $visa }. آخر يوم للمغادرة { $day }. المرجع { $ref }

svc-corrected-to-you = صُحح قيد سابق في سجلكم: عُكست المعاملة { $first }. المرجع { $ref }
svc-corrected-for-yours = صُحح قيد سابق: عُكست المعاملة { $first } المسجلة لـ{ $name } { $id }. المرجع { $ref }

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
