# Text messages: to the holder of the record (to-you) and to those who answer for them (for-yours).
# No links; the number is always masked; only letters of the GSM alphabet.

iqama-renewed-to-you = Your iqama { $id } is renewed to { $day_both }. Ref { $ref }
iqama-renewed-for-yours = Iqama of { $name } { $id } renewed to { $day_both }. Ref { $ref }
iqama-late-fine-to-you = A late renewal fine of { $amount_riyals } was charged on your iqama { $id }. Ref { $ref }
iqama-late-fine-for-yours = A late renewal fine of { $amount_riyals } was charged on the iqama of { $name } { $id }. Ref { $ref }

er-issued-to-you = { $term_mode ->
    [months] Your visa { $visa } ({ $kind }) is issued for { $term }. Last day to travel { $day }. Ref { $ref }
    [days] Your visa { $visa } ({ $kind }) is issued for { $term }. Last day to return { $day }. Ref { $ref }
   *[return-before] Your visa { $visa } ({ $kind }) is issued. Last day to return { $day }. Ref { $ref }
}
er-issued-for-yours = { $term_mode ->
    [months] Visa { $visa } ({ $kind }) issued for { $name } { $id }: { $term }. Last day to travel { $day }. Ref { $ref }
    [days] Visa { $visa } ({ $kind }) issued for { $name } { $id }: { $term }. Last day to return { $day }. Ref { $ref }
   *[return-before] Visa { $visa } ({ $kind }) issued for { $name } { $id }. Last day to return { $day }. Ref { $ref }
}
er-extended-to-you = Your visa { $visa } is extended. Last day to return { $day_both }. Ref { $ref }
er-extended-for-yours = Visa { $visa } of { $name } { $id } extended. Last day to return { $day_both }. Ref { $ref }
er-cancelled-to-you = Your exit/re-entry visa { $visa } is cancelled. The fee is not refunded. Ref { $ref }
er-cancelled-for-yours = Exit/re-entry visa { $visa } of { $name } { $id } cancelled. The fee is not refunded. Ref { $ref }
er-return-by-to-you = You travelled on visa { $visa }. Last day to return { $day_both }
er-return-by-for-yours = { $name } { $id } is travelling on visa { $visa }. Last day to return { $day_both }

fe-issued-to-you = Your final exit { $visa } is issued. Last day to leave { $day }; after that a fine is due. Ref { $ref }
fe-issued-for-yours = Final exit { $visa } issued for { $name } { $id }. Last day to leave { $day }; after that a fine is due. Ref { $ref }
fe-cancelled-to-you = Your final exit { $visa } is cancelled; your residence stands. Ref { $ref }
fe-cancelled-for-yours = Final exit { $visa } of { $name } { $id } cancelled. Ref { $ref }

absence-reported-to-you = Your sponsor reported you absent from work. You can object until { $day } at the passports department. Ref { $ref }
absence-reported-for-yours = Absence report filed on { $name } { $id }. It can be withdrawn until { $day }. Ref { $ref }
absence-cancelled-to-you = The absence report on you is withdrawn. Ref { $ref }
absence-cancelled-for-yours = Absence report on { $name } { $id } withdrawn. Ref { $ref }

crossed-out-to-you = Your exit via { $port } was recorded at { $time } on { $time_day }
crossed-out-for-yours = { $name } { $id } left the Kingdom via { $port } at { $time } on { $time_day }
crossed-in-to-you = Your entry via { $port } was recorded at { $time } on { $time_day }
crossed-in-for-yours = { $name } { $id } entered the Kingdom via { $port } at { $time } on { $time_day }

fee-deposited-to-you = { $amount_riyals } deposited for you, { $fee }. Balance { $balance_riyals }. Ref { $ref }
fee-deposited-for-yours = { $amount_riyals } deposited for { $id }, { $fee }. Balance { $balance_riyals }. Ref { $ref }

sign-in-code = Sign-in code { $code }, valid for { $minutes_minutes }. Do not share it with anyone.

transfer-offered-to-you = Your sponsor offers to transfer you. Once the new sponsor accepts, agree or decline until { $day }. Ref { $ref }
transfer-offered-for-yours = Transfer of { $name } { $id } is offered. The offer stands until { $day }. Ref { $ref }
transfer-offered-to-new-for-yours = The services of { $name } { $id } are offered to you. Accept or decline until { $day }. Ref { $ref }
transfer-accepted-to-you = A new sponsor accepts you. Agree or decline until { $day }. Ref { $ref }
transfer-accepted-for-yours = Transfer of { $name } { $id } accepted. The worker has until { $day } to agree. Ref { $ref }
transfer-done-to-you = You are transferred to your new sponsor. Ref { $ref }
transfer-done-for-yours = { $name } { $id } is transferred to the new sponsor. Ref { $ref }
transfer-withdrawn-to-you = Your sponsor withdrew the offer to transfer you. Ref { $ref }
transfer-withdrawn-for-yours = The offer to transfer { $name } { $id } is withdrawn. Ref { $ref }
transfer-declined-to-you = Your transfer was declined; your sponsor stays. Ref { $ref }
transfer-declined-for-yours = The transfer of { $name } { $id } was declined. Ref { $ref }

visit-extended-to-you = Your visit is extended to { $day_both }. Ref { $ref }
visit-extended-for-yours = Visit of { $name } { $id } extended to { $day_both }. Ref { $ref }
visitor-reported-to-you = You are reported not to have left after your visit. Come to the expatriates department. Ref { $ref }
visitor-reported-for-yours = Visitor { $name } { $id } is reported not to have left. Ref { $ref }
overstay-settled-to-you = The fine of { $amount_riyals } for overstaying is paid. You must leave now. Ref { $ref }
overstay-settled-for-yours = The overstay fine of { $amount_riyals } of visitor { $name } { $id } is paid. They must leave now. Ref { $ref }

child-added-to-you = { $child } is added to your household; residence until { $day }. Ref { $ref }
dependent-added-to-you = You are added to your head of household's record. Ref { $ref }
dependent-added-for-yours = { $name } { $id } is added to your household. Ref { $ref }
dependent-separated-to-you = You are separated from your head of household. You need a sponsor before your permit ends. Ref { $ref }
dependent-separated-for-yours = { $name } { $id } is separated from your household. Ref { $ref }
dependent-moved-to-you = Your record passed on: another answers for you now. Ref { $ref }
dependent-moved-for-yours = { $name } { $id } passed from one sponsor to another. Ref { $ref }
dependent-cancelled-to-you = Your record as a dependent is cancelled and your permit closed. Ref { $ref }
dependent-cancelled-for-yours = The record of dependent { $name } { $id } is cancelled and the permit closed. Ref { $ref }
