# المعدودات بصيغها الست، وأجزاء التواريخ.

count-day = { $n ->
    [0] لا أيام
    [1] يوم واحد
    [2] يومان
    [3] ثلاثة أيام
    [4] أربعة أيام
    [5] خمسة أيام
    [6] ستة أيام
    [7] سبعة أيام
    [8] ثمانية أيام
    [9] تسعة أيام
    [10] عشرة أيام
   *[other] { $n_form ->
        [few] { $n } أيام
        [many] { $n } يوماً
       *[other] { $n } يوم
    }
}
# كما تقع بعد حرف جر أو مضاف: بعد يومين، خلال ثلاثة أيام.
count-day-after = { $n ->
    [0] أقل من يوم
    [1] يوم واحد
    [2] يومين
    [3] ثلاثة أيام
    [4] أربعة أيام
    [5] خمسة أيام
    [6] ستة أيام
    [7] سبعة أيام
    [8] ثمانية أيام
    [9] تسعة أيام
    [10] عشرة أيام
   *[other] { $n_form ->
        [few] { $n } أيام
        [many] { $n } يوماً
       *[other] { $n } يوم
    }
}
count-month = { $n ->
    [0] لا أشهر
    [1] شهر واحد
    [2] شهران
    [3] ثلاثة أشهر
    [4] أربعة أشهر
    [5] خمسة أشهر
    [6] ستة أشهر
    [7] سبعة أشهر
    [8] ثمانية أشهر
    [9] تسعة أشهر
    [10] عشرة أشهر
   *[other] { $n_form ->
        [few] { $n } أشهر
        [many] { $n } شهراً
       *[other] { $n } شهر
    }
}
count-year = { $n ->
    [0] أقل من سنة
    [1] سنة واحدة
    [2] سنتان
   *[other] { $n_form ->
        [few] { $n } سنوات
        [many] { $n } سنة
       *[other] { $n } سنة
    }
}
count-minute = { $n ->
    [0] أقل من دقيقة
    [1] دقيقة واحدة
    [2] دقيقتان
   *[other] { $n_form ->
        [few] { $n } دقائق
        [many] { $n } دقيقة
       *[other] { $n } دقيقة
    }
}
count-hour = { $n ->
    [0] أقل من ساعة
    [1] ساعة واحدة
    [2] ساعتان
   *[other] { $n_form ->
        [few] { $n } ساعات
        [many] { $n } ساعة
       *[other] { $n } ساعة
    }
}
count-riyal = { $n ->
    [0] لا شيء
    [1] ريال واحد
    [2] ريالان
   *[other] { $n_form ->
        [few] { $n } ريالات
        [many] { $n } ريالاً
       *[other] { $n } ريال
    }
}
count-person = { $n ->
    [0] لا أحد
    [1] شخص واحد
    [2] شخصان
   *[other] { $n_form ->
        [few] { $n } أشخاص
        [many] { $n } شخصاً
       *[other] { $n } شخص
    }
}
count-worker = { $n ->
    [0] لا مكفولين
    [1] مكفول واحد
    [2] مكفولان
   *[other] { $n_form ->
        [few] { $n } مكفولين
        [many] { $n } مكفولاً
       *[other] { $n } مكفول
    }
}
count-dependent = { $n ->
    [0] لا تابعين
    [1] تابع واحد
    [2] تابعان
   *[other] { $n_form ->
        [few] { $n } تابعين
        [many] { $n } تابعاً
       *[other] { $n } تابع
    }
}
count-message = { $n ->
    [0] لا رسائل
    [1] رسالة واحدة
    [2] رسالتان
   *[other] { $n_form ->
        [few] { $n } رسائل
        [many] { $n } رسالة
       *[other] { $n } رسالة
    }
}
count-reason = { $n ->
    [0] لا مانع
    [1] سبب واحد
    [2] سببان
    [3] ثلاثة أسباب
    [4] أربعة أسباب
    [5] خمسة أسباب
    [6] ستة أسباب
    [7] سبعة أسباب
    [8] ثمانية أسباب
    [9] تسعة أسباب
    [10] عشرة أسباب
   *[other] { $n_form ->
        [few] { $n } أسباب
        [many] { $n } سبباً
       *[other] { $n } سبب
    }
}
count-visa = { $n ->
    [0] لا تأشيرات
    [1] تأشيرة واحدة
    [2] تأشيرتان
   *[other] { $n_form ->
        [few] { $n } تأشيرات
        [many] { $n } تأشيرة
       *[other] { $n } تأشيرة
    }
}
count-service = { $n ->
    [0] لا خدمات
    [1] خدمة واحدة
    [2] خدمتان
   *[other] { $n_form ->
        [few] { $n } خدمات
        [many] { $n } خدمة
       *[other] { $n } خدمة
    }
}
term-return-before = العودة قبل { $day }

days-left = { $n ->
    [0] ينتهي اليوم
    [1] بقي يوم واحد
    [2] بقي يومان
   *[other] { $n_form ->
        [few] بقيت { $n } أيام
        [many] بقي { $n } يوماً
       *[other] بقي { $n } يوم
    }
}
days-left-last-day = اليوم آخر يوم
days-past = { $n ->
    [0] الانتهاء اليوم
    [1] الانتهاء أمس
    [2] مضى على الانتهاء يومان
   *[other] { $n_form ->
        [few] مضت على الانتهاء { $n } أيام
        [many] مضى على الانتهاء { $n } يوماً
       *[other] مضى على الانتهاء { $n } يوم
    }
}

weekday-sunday = الأحد
weekday-monday = الاثنين
weekday-tuesday = الثلاثاء
weekday-wednesday = الأربعاء
weekday-thursday = الخميس
weekday-friday = الجمعة
weekday-saturday = السبت

month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر

hijri-month-1 = محرم
hijri-month-2 = صفر
hijri-month-3 = ربيع الأول
hijri-month-4 = ربيع الآخر
hijri-month-5 = جمادى الأولى
hijri-month-6 = جمادى الآخرة
hijri-month-7 = رجب
hijri-month-8 = شعبان
hijri-month-9 = رمضان
hijri-month-10 = شوال
hijri-month-11 = ذو القعدة
hijri-month-12 = ذو الحجة
