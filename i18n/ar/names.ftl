# أسماء الأشياء: الوثائق والصلات والموانع والأحوال والرسوم والمنافذ.

document-passport = جواز السفر
document-residence-permit = الإقامة
document-work-permit = رخصة العمل
document-health-insurance = التأمين الصحي
document-exit-reentry-single = خروج وعودة مفردة
document-exit-reentry-multiple = خروج وعودة متعددة
document-final-exit = خروج نهائي
document-visit-visa = تأشيرة زيارة
document-travel-permit = تصريح سفر
document-residence-card = بطاقة إقامة
document-card-slip = إيصال تسليم البطاقة
document-exit-reentry-request = طلب العامل للخروج والعودة
document-final-exit-request = طلب العامل للخروج النهائي
document-medical-exam = فحص طبي

party-citizen = مواطن
party-resident = مقيم
party-visitor = زائر
party-establishment = منشأة

block-traffic-fines = مخالفات مرورية لم تسدد
block-absence-report = بلاغ تغيب عن العمل
block-security-note = يُراجع قسم الجوازات
block-fingerprint-missing = لا بصمة مسجلة
block-vehicle-registered = مركبة مسجلة بالاسم
block-death = وفاة
block-unpaid-fine = غرامة لم تسدد

tie-sponsorship = كفالة
tie-household = تبعية أسرية
tie-guardianship = ولاية
tie-representation = تفويض
tie-delegation = تفويض
tie-transfer-offer = عرض نقل الخدمات
tie-transfer-acceptance = قبول نقل الخدمات

holder-sponsorship = صاحب العمل
holder-household = رب الأسرة
holder-guardianship = ولي الأمر
holder-representation = المنشأة
holder-transfer-offer = عُرضت عليه الخدمات
holder-transfer-acceptance = قبل نقل الخدمات

subject-sponsorship = مكفول
subject-household = تابع
subject-guardianship = قاصر
subject-representation = مفوض

relation-wife = زوجة
relation-husband = زوج
relation-son = ابن
relation-daughter = ابنة
relation-parent = والد أو والدة

status-valid = سارية
status-in-use = قيد السفر
status-used = استُعملت
status-cancelled = ملغاة
status-lapsed = انقضت
status-closed = مغلقة
status-lost = مفقودة
status-not-returned = خرج ولم يعد

presence-inside = داخل المملكة
presence-outside = خارج المملكة

direction-in = دخول
direction-out = خروج

sex-female = أنثى
sex-male = ذكر

language-ar = العربية
language-en = الإنجليزية

channel-counter = الشباك
channel-portal = صفحتي
channel-api = نظام آخر
channel-sms = رسالة نصية
channel-border = المنفذ
channel-clock = بحلول الأجل

fine-late-renewal = غرامة تأخر التجديد
fine-final-exit-expired = غرامة انتهاء الخروج النهائي
fine-late-issue = غرامة تأخر إصدار الإقامة
fine-lost-permit = غرامة فقد الإقامة أو إتلافها
fine-lost-passport = غرامة فقد الجواز
fine-late-birth = غرامة تأخر تسجيل المولود
fine-exit-reentry-expired = غرامة انتهاء الخروج والعودة بلا سفر

fine-overstay = غرامة البقاء بعد الزيارة

term-mode-months = بالأشهر، من يوم السفر
term-mode-days = بالأيام، من يوم الإصدار
term-mode-return-before = العودة قبل تاريخ

lane-code = رمز
lane-record-change = تغيير في السجل
lane-reminder = تذكير

message-decided = تقررت
message-queued = في الانتظار
message-claimed = قيد الإرسال
message-submitted = أُرسلت ولم تُؤكد
message-accepted = قبلها المشغل
message-in-doubt = غير مؤكدة
message-refused = رفضها المشغل
message-delivered = وصلت
message-undeliverable = تعذر إيصالها
message-expired = انتهت مدتها
message-rejected = ردها المشغل
message-unknown = لا يعلم المشغل حالها
message-suppressed = لم تُرسل
message-silent = لم يصل إيصال

suppressed-no-mobile = لا رقم جوال موثقاً
suppressed-not-opted-in = لم يُطلب هذا الإشعار
suppressed-adult-citizen = لا إشعار بعبور مواطن بالغ
suppressed-same-handset-told = أُبلغ الجوال نفسه
suppressed-same-recipient-told = أُبلغ الشخص نفسه
suppressed-no-words = لا نص لهذا الإشعار

figure-fee = الرسم
figure-fine = منها غرامة
figure-return-at-latest = العودة في كل حال قبل
figure-depart-by = آخر يوم للسفر
figure-stay = مدة الرحلة
figure-return-by = آخر يوم للعودة
figure-lift-by = يمكن إلغاؤه حتى
figure-open-to = مفتوح حتى
figure-valid-to = سارية حتى
figure-amount = المبلغ

fee-01 = تمديد زيارة
fee-02 = إصدار إقامة
fee-03 = تجديد إقامة
fee-04 = خروج وعودة مفردة
fee-05 = خروج وعودة متعددة
fee-06 = إلغاء تأشيرة
fee-07 = نقل خدمات
fee-08 = بدل إقامة
fee-09 = نقل تابع إلى رب أسرة
fee-10 = نقل رب أسرة إلى تابع
fee-11 = نقل تابع إلى رب أسرة آخر
fee-12 = تغيير مهنة
fee-52 = غرامة فقد جواز

fee-13 = دخول تابع
fee-15 = فصل تابع
fee-54 = غرامات ورسوم أخرى
fee-57 = تمديد خروج وعودة
fee-58 = مقابل تابع واحد
fee-59 = مقابل التابعين جميعاً

nationality-SAU = السعودية
nationality-IND = الهند
nationality-PAK = باكستان
nationality-BGD = بنغلاديش
nationality-EGY = مصر
nationality-PHL = الفلبين
nationality-IDN = إندونيسيا
nationality-YEM = اليمن
nationality-SYR = سوريا
nationality-JOR = الأردن
nationality-SDN = السودان
nationality-NPL = نيبال
nationality-LKA = سريلانكا
nationality-ETH = إثيوبيا
nationality-KEN = كينيا
nationality-UGA = أوغندا
nationality-GBR = بريطانيا
nationality-USA = الولايات المتحدة

port-RUH = مطار الملك خالد
port-JED = مطار الملك عبدالعزيز
port-DMM = مطار الملك فهد
port-MED = مطار المدينة
port-BATHA = منفذ البطحاء
port-KFC = جسر الملك فهد
port-SALWA = منفذ سلوى
port-HADITHA = منفذ الحديثة

# جوازات المواطنين
document-passport-slip = سند استلام جواز
document-passport-parcel = جواز في البريد
fee-35 = إصدار جواز سفر
fee-36 = إعادة إصدار جواز سفر
fee-37 = تجديد جواز سفر

# التفويض
holder-delegation = من فوضه
subject-delegation = مفوَّض

figure-object-by = لصاحب العمل الاعتراض حتى
