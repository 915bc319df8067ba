//! Names for synthetic people, in both scripts.

/// One name in Arabic and in Latin letters.
pub type Both = (&'static str, &'static str);

/// The names usual in one country.
pub struct NamesOf {
    /// The country by its three letters.
    pub country: &'static str,
    /// How many of a hundred residents come from there.
    pub share: i64,
    /// First names of men.
    pub men: &'static [Both],
    /// First names of women.
    pub women: &'static [Both],
    /// Family names.
    pub families: &'static [Both],
}

/// Saudi names; fathers' and grandfathers' names are taken from the men's.
pub const SAUDI: NamesOf = NamesOf {
    country: "SAU",
    share: 0,
    men: &[
        ("محمد", "Mohammed"),
        ("عبدالله", "Abdullah"),
        ("فهد", "Fahad"),
        ("سعد", "Saad"),
        ("خالد", "Khalid"),
        ("تركي", "Turki"),
        ("ناصر", "Nasser"),
        ("سلطان", "Sultan"),
        ("بندر", "Bandar"),
        ("ماجد", "Majed"),
        ("إبراهيم", "Ibrahim"),
        ("عبدالرحمن", "Abdulrahman"),
        ("فيصل", "Faisal"),
        ("سلمان", "Salman"),
        ("يوسف", "Yousef"),
        ("راكان", "Rakan"),
        ("نايف", "Naif"),
        ("مشعل", "Mishal"),
        ("أحمد", "Ahmed"),
        ("علي", "Ali"),
    ],
    women: &[
        ("نورة", "Noura"),
        ("سارة", "Sarah"),
        ("هيفاء", "Haifa"),
        ("ريم", "Reem"),
        ("منيرة", "Munira"),
        ("لطيفة", "Latifa"),
        ("الجوهرة", "Aljawhara"),
        ("أمل", "Amal"),
        ("هند", "Hind"),
        ("مها", "Maha"),
        ("جواهر", "Jawaher"),
        ("العنود", "Alanoud"),
        ("فاطمة", "Fatimah"),
        ("شيخة", "Sheikha"),
    ],
    families: &[
        ("القحطاني", "Alqahtani"),
        ("العتيبي", "Alotaibi"),
        ("الحربي", "Alharbi"),
        ("الدوسري", "Aldosari"),
        ("الشمري", "Alshammari"),
        ("المطيري", "Almutairi"),
        ("الزهراني", "Alzahrani"),
        ("الغامدي", "Alghamdi"),
        ("السبيعي", "Alsubaie"),
        ("العنزي", "Alanazi"),
        ("القرني", "Alqarni"),
        ("الشهري", "Alshehri"),
        ("التميمي", "Altamimi"),
        ("البقمي", "Albogami"),
    ],
};

/// Names of those who came to work and of their families.
pub const RESIDENTS: &[NamesOf] = &[
    NamesOf {
        country: "IND",
        share: 22,
        men: &[
            ("راجيش", "Rajesh"),
            ("سونيل", "Sunil"),
            ("أنيل", "Anil"),
            ("محمد", "Mohammed"),
            ("عرفان", "Irfan"),
            ("فيجاي", "Vijay"),
            ("سليم", "Saleem"),
        ],
        women: &[
            ("أنيتا", "Anita"),
            ("بريا", "Priya"),
            ("عائشة", "Ayesha"),
            ("ميرا", "Meera"),
            ("لاكشمي", "Lakshmi"),
        ],
        families: &[
            ("ناير", "Nair"),
            ("كومار", "Kumar"),
            ("خان", "Khan"),
            ("شارما", "Sharma"),
            ("توماس", "Thomas"),
        ],
    },
    NamesOf {
        country: "PAK",
        share: 18,
        men: &[
            ("عمران", "Imran"),
            ("بلال", "Bilal"),
            ("طارق", "Tariq"),
            ("شاهد", "Shahid"),
            ("ندیم", "Nadeem"),
        ],
        women: &[("سعدية", "Sadia"), ("نادية", "Nadia"), ("حنا", "Hina"), ("رخسانة", "Rukhsana")],
        families: &[
            ("أحمد", "Ahmed"),
            ("حسين", "Hussain"),
            ("مالك", "Malik"),
            ("بت", "Butt"),
            ("قریشی", "Qureshi"),
        ],
    },
    NamesOf {
        country: "BGD",
        share: 16,
        men: &[
            ("رفيق", "Rafiq"),
            ("جاهد", "Jahid"),
            ("كمال", "Kamal"),
            ("شفيق", "Shafiq"),
            ("مأمون", "Mamun"),
        ],
        women: &[("شيرين", "Shirin"), ("نسرين", "Nasrin"), ("روكسانا", "Roksana")],
        families: &[("إسلام", "Islam"), ("رحمن", "Rahman"), ("حق", "Haque"), ("ميا", "Miah")],
    },
    NamesOf {
        country: "EGY",
        share: 14,
        men: &[
            ("محمود", "Mahmoud"),
            ("مصطفى", "Mostafa"),
            ("حسام", "Hossam"),
            ("كريم", "Karim"),
            ("أيمن", "Ayman"),
        ],
        women: &[("منى", "Mona"), ("دينا", "Dina"), ("إيمان", "Eman"), ("هالة", "Hala")],
        families: &[
            ("السيد", "Elsayed"),
            ("عبد الفتاح", "Abdelfattah"),
            ("حسن", "Hassan"),
            ("الشناوي", "Elshenawy"),
        ],
    },
    NamesOf {
        country: "PHL",
        share: 10,
        men: &[("خوسيه", "Jose"), ("رامون", "Ramon"), ("إدواردو", "Eduardo"), ("مارك", "Mark")],
        women: &[
            ("ماريا", "Maria"),
            ("روزا", "Rosa"),
            ("أنجيلا", "Angela"),
            ("غريس", "Grace"),
            ("جوي", "Joy"),
        ],
        families: &[("سانتوس", "Santos"), ("رييس", "Reyes"), ("كروز", "Cruz"), ("باوتيستا", "Bautista")],
    },
    NamesOf {
        country: "IDN",
        share: 8,
        men: &[("بودي", "Budi"), ("أغوس", "Agus"), ("سوجيتو", "Sugito")],
        women: &[("سيتي", "Siti"), ("ديوي", "Dewi"), ("رينا", "Rina"), ("سري", "Sri"), ("سوميا", "Sumia")],
        families: &[("واهيوني", "Wahyuni"), ("سانتوسو", "Santoso"), ("رحماواتي", "Rahmawati")],
    },
    NamesOf {
        country: "YEM",
        share: 7,
        men: &[("صالح", "Saleh"), ("عبده", "Abdo"), ("منصور", "Mansour"), ("ياسر", "Yasser")],
        women: &[("أروى", "Arwa"), ("بلقيس", "Balqis"), ("سمية", "Sumaya")],
        families: &[("الصنعاني", "Alsanani"), ("العدني", "Aladani"), ("باوزير", "Bawazir")],
    },
    NamesOf {
        country: "SDN",
        share: 5,
        men: &[("عثمان", "Osman"), ("الطيب", "Altayeb"), ("معتز", "Moataz")],
        women: &[("آمنة", "Amna"), ("رحاب", "Rehab"), ("إخلاص", "Ikhlas")],
        families: &[("الحاج", "Alhaj"), ("بشير", "Bashir"), ("إدريس", "Idris")],
    },
];

/// First parts of establishments' names.
pub const TRADES: &[Both] =
    &[("مؤسسة", "Establishment"), ("شركة", "Company"), ("مجموعة", "Group"), ("مصنع", "Factory")];

/// Second parts of establishments' names.
pub const FIRMS: &[Both] = &[
    ("نسيم الشمال", "Naseem Alshamal"),
    ("واحة نجد", "Wahat Najd"),
    ("أبراج الرياض", "Abraj Riyadh"),
    ("درة العليا", "Durrat Alolaya"),
    ("ركن البناء", "Rukn Albina"),
    ("غيمة الصيف", "Ghaimat Alsaif"),
    ("طريق القوافل", "Tariq Alqawafil"),
    ("سنابل الخرج", "Sanabil Alkharj"),
    ("مرسى الجزيرة", "Marsa Aljazeera"),
    ("قمم طويق", "Qimam Tuwaiq"),
    ("بيت التبريد", "Bait Altabreed"),
    ("نخيل الدرعية", "Nakheel Diriyah"),
];

/// What domestic workers work as, as the record writes it.
pub const DOMESTIC: &[&str] = &["سائق خاص", "عامل منزلي", "طباخ منزلي", "مزارع منزلي"];

/// What the workers of establishments work as, as the record writes it.
pub const OCCUPATIONS: &[&str] = &[
    "فني كهرباء",
    "محاسب",
    "عامل تحميل وتنزيل",
    "مهندس مدني",
    "سائق شاحنة",
    "ممرض",
    "بائع",
    "نجار",
    "حداد",
    "مندوب مبيعات",
    "طباخ",
    "فني تبريد وتكييف",
];
