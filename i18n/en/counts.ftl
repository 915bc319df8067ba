# Counted things with their plurals, and the parts of dates.

count-day = { $n ->
    [0] no days
    [1] one day
    [2] two days
    [3] three days
    [4] four days
    [5] five days
    [6] six days
    [7] seven days
    [8] eight days
    [9] nine days
    [10] ten days
    [one] { $n } day
   *[other] { $n } days
}
# As it stands after a preposition; in English no other form.
count-day-after = { $n ->
    [0] less than a day
    [1] one day
    [2] two days
    [3] three days
    [4] four days
    [5] five days
    [6] six days
    [7] seven days
    [8] eight days
    [9] nine days
    [10] ten days
    [one] { $n } day
   *[other] { $n } days
}
count-month = { $n ->
    [0] no months
    [1] one month
    [2] two months
    [3] three months
    [4] four months
    [5] five months
    [6] six months
    [7] seven months
    [8] eight months
    [9] nine months
    [10] ten months
    [one] { $n } month
   *[other] { $n } months
}
count-year = { $n ->
    [0] less than a year
    [1] one year
    [one] { $n } year
   *[other] { $n } years
}
count-minute = { $n ->
    [0] less than a minute
    [1] one minute
    [one] { $n } minute
   *[other] { $n } minutes
}
count-hour = { $n ->
    [0] less than an hour
    [1] one hour
    [one] { $n } hour
   *[other] { $n } hours
}
count-riyal = { $n ->
    [0] nothing
    [one] SAR { $n }
   *[other] SAR { $n }
}
count-person = { $n ->
    [0] nobody
    [1] one person
    [one] { $n } person
   *[other] { $n } people
}
count-worker = { $n ->
    [0] no workers
    [1] one worker
    [one] { $n } worker
   *[other] { $n } workers
}
count-dependent = { $n ->
    [0] no dependents
    [1] one dependent
    [one] { $n } dependent
   *[other] { $n } dependents
}
count-message = { $n ->
    [0] no messages
    [1] one message
    [one] { $n } message
   *[other] { $n } messages
}
count-reason = { $n ->
    [0] no reason against it
    [1] one reason
    [2] two reasons
    [3] three reasons
    [4] four reasons
    [5] five reasons
    [6] six reasons
    [7] seven reasons
    [8] eight reasons
    [9] nine reasons
    [10] ten reasons
    [one] { $n } reason
   *[other] { $n } reasons
}
count-visa = { $n ->
    [0] no visas
    [1] one visa
    [one] { $n } visa
   *[other] { $n } visas
}
count-service = { $n ->
    [0] no services
    [1] one service
    [one] { $n } service
   *[other] { $n } services
}
term-return-before = return before { $day }

days-left = { $n ->
    [0] ends today
    [one] { $n } day left
   *[other] { $n } days left
}
days-left-last-day = last day today
days-past = { $n ->
    [0] ended today
    [1] ended yesterday
    [one] ended { $n } day ago
   *[other] ended { $n } days ago
}

weekday-sunday = Sunday
weekday-monday = Monday
weekday-tuesday = Tuesday
weekday-wednesday = Wednesday
weekday-thursday = Thursday
weekday-friday = Friday
weekday-saturday = Saturday

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

hijri-month-1 = Muharram
hijri-month-2 = Safar
hijri-month-3 = Rabi I
hijri-month-4 = Rabi II
hijri-month-5 = Jumada I
hijri-month-6 = Jumada II
hijri-month-7 = Rajab
hijri-month-8 = Shaban
hijri-month-9 = Ramadan
hijri-month-10 = Shawwal
hijri-month-11 = Dhu al-Qadah
hijri-month-12 = Dhu al-Hijjah
