# Text messages: to the holder of the record (to-you) and to those who answer for them (for-yours).
# No links; the number is always masked; only letters of the GSM alphabet.

iqama-renewed-to-you = Your iqama { $id } is renewed to { $day_both }. Ref { $ref }
iqama-renewed-for-yours = Iqama of { $name } { $id } renewed to { $day_both }. Ref { $ref }
iqama-late-fine-to-you = A late renewal fine of { $amount_riyals } was charged on your iqama { $id }. Ref { $ref }
iqama-late-fine-for-yours = A late renewal fine of { $amount_riyals } was charged on the iqama of { $name } { $id }. Ref { $ref }
iqama-issued-to-you = Your iqama is issued and runs to { $day_both }. Ref { $ref }
iqama-issued-for-yours = Iqama of { $name } issued, runs to { $day_both }. Ref { $ref }
iqama-late-issue-to-you = A late issue fine of { $amount_riyals } was taken for your iqama. Ref { $ref }
iqama-late-issue-for-yours = A late issue fine of { $amount_riyals } was taken for the iqama of { $name }. Ref { $ref }
card-printed-to-you = Your iqama card { $id } is printed and waits at the office. Ref { $ref }
card-printed-for-yours = Iqama card of { $name } { $id } printed; it waits at the office. Ref { $ref }
card-handed-over-to-you = Your iqama card { $id } was handed over. Ref { $ref }
card-handed-over-for-yours = Iqama card of { $name } { $id } handed over. Ref { $ref }
card-replaced-to-you = Your iqama card { $id } is replaced; the old one is void. Ref { $ref }
card-replaced-for-yours = Iqama card of { $name } { $id } replaced; the old one is void. Ref { $ref }
card-loss-fine-to-you = A fine of { $amount_riyals } was taken for the loss of your iqama card { $id }. Ref { $ref }
card-loss-fine-for-yours = A fine of { $amount_riyals } was taken for the lost iqama card of { $name } { $id }. Ref { $ref }
name-corrected-to-you = Your name on record { $id } was corrected. If you did not ask for it, come to a passports office. Ref { $ref }
name-corrected-for-yours = The name on record { $id } was corrected; it was { $name }. Ref { $ref }
occupation-changed-to-you = The occupation on your record { $id } was changed. Ref { $ref }
occupation-changed-for-yours = Occupation of { $name } { $id } changed. Ref { $ref }
report-on-resident-to-you = A report on your residence data { $id } was issued. Ref { $ref }
report-on-resident-for-yours = A report on { $name } { $id } was issued. Ref { $ref }
photo-updated-to-you = Your photograph on record { $id } was updated. If you did not ask for it, come to a passports office. Ref { $ref }
photo-updated-for-yours = Photograph of { $name } { $id } updated. Ref { $ref }
passport-updated-to-you = Your passport data on record { $id } is updated; it runs to { $day }. Ref { $ref }
passport-updated-for-yours = Passport data of { $name } { $id } updated; it runs to { $day }. Ref { $ref }
passport-lost-to-you = The loss of your passport is recorded { $id }. Ref { $ref }
passport-lost-for-yours = Loss of the passport of { $name } { $id } recorded. Ref { $ref }

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

# Passports of citizens, travel permits
passport-issued-to-you = Your passport is issued and runs to { $day }. Ref { $ref }
passport-issued-for-yours = Passport of { $name } { $id } issued, runs to { $day }. Ref { $ref }
passport-loss-to-you = The loss of your old passport is recorded and it is void. Ref { $ref }
passport-loss-for-yours = Loss of the passport of { $name } { $id } recorded; it is void. Ref { $ref }
passport-data-changed-to-you = Your passport data changed; a new passport is issued to { $day }. Ref { $ref }
passport-data-changed-for-yours = Passport data of { $name } { $id } changed; a new passport is issued to { $day }. Ref { $ref }
passport-ready-to-you = Your passport is ready at the office that issued it. Bring your ID. Ref { $ref }
passport-ready-for-yours = Passport of { $name } { $id } is ready at the office that issued it. Ref { $ref }
passport-handed-to-you = Your new passport was handed over. If you did not get it, come to a passports office. Ref { $ref }
passport-handed-for-yours = New passport of { $name } { $id } handed over. Ref { $ref }
passport-courier-to-you = Your passport is with the courier. Track { $visa }. Ref { $ref }
passport-courier-for-yours = Passport of { $name } { $id } is with the courier. Track { $visa }. Ref { $ref }
passport-returned-to-you = Your passport came back from the post to the office that issued it. Collect it there. Ref { $ref }
passport-returned-for-yours = Passport of { $name } { $id } came back from the post to the office that issued it. Ref { $ref }
travel-permit-issued-to-you = Your travel permit is issued, valid to { $day }. Ref { $ref }
travel-permit-issued-for-yours = Travel permit for { $name } { $id } issued, valid to { $day }. Ref { $ref }
travel-permit-cancelled-to-you = Your travel permit is cancelled. Ref { $ref }
travel-permit-cancelled-for-yours = Travel permit of { $name } { $id } cancelled. Ref { $ref }

# Mobile numbers, delegations, deaths, certificates
mobile-changed-to-you = Your mobile on record { $id } is changed to another number. If you did not ask for it, come to a passports office at once. Ref { $ref }
mobile-changed-for-yours = The mobile of { $name } { $id } on record is changed. Ref { $ref }
mobile-linked-to-you = This number is linked to your record { $id }; codes and notices come here. Ref { $ref }
mobile-linked-for-yours = This number is linked to the record of { $name } { $id }. Ref { $ref }
preferences-set-to-you = The language of your messages and your choice on crossing notices are kept. Ref { $ref }
preferences-set-for-yours = Message language and crossing notices of { $name } { $id } are kept. Ref { $ref }
delegation-granted-to-you = You delegated to { $other } until { $day }. If you did not, come to a passports office. Ref { $ref }
delegation-granted-for-yours = { $name } { $id } made you their delegate until { $day }. Ref { $ref }
delegation-revoked-to-you = Your delegation to { $other } has ended. Ref { $ref }
delegation-revoked-for-yours = The delegation by { $name } { $id } to you has ended. Ref { $ref }
death-recorded-to-you = A death was recorded on your record { $id }. If this is wrong, come to a passports office. Ref { $ref }
death-recorded-for-yours = The death of { $name } { $id } is recorded, with our condolences. For what remains, come to a passports office. Ref { $ref }
certificate-issued-to-you = A certificate of your record { $id } is issued. It is verified by its reference { $ref }
certificate-issued-for-yours = A certificate of the record of { $name } { $id } is issued. It is verified by its reference { $ref }

refund-asked-to-you = { $amount_riyals }, { $fee }, going back to the account that paid. Ref { $ref }
refund-asked-for-yours = { $amount_riyals }, { $fee }, of { $id } going back to the account that paid. Ref { $ref }
fee-refunded-to-you = { $amount_riyals }, { $fee }, paid back to the account that paid. Ref { $ref }
fee-refunded-for-yours = { $amount_riyals }, { $fee }, of { $id } paid back to the account that paid. Ref { $ref }
refund-failed-to-you = { $amount_riyals }, { $fee }, could not be paid back and lies ready for you again. Ref { $ref }
refund-failed-for-yours = { $amount_riyals }, { $fee }, of { $id } could not be paid back and lies ready again. Ref { $ref }

er-requested-to-you = Your exit/re-entry request is recorded. Unless your employer objects by { $object_by }, issue it after that, by { $day }. Ref { $ref }
er-requested-for-yours = { $name } { $id } asked for an exit/re-entry visa. You may object until { $object_by }. Ref { $ref }
er-request-withdrawn-to-you = Your exit/re-entry request is withdrawn. Ref { $ref }
er-request-withdrawn-for-yours = { $name } { $id } withdrew the exit/re-entry request. Ref { $ref }
er-request-objected-to-you = Your employer objected to your exit/re-entry request. You may turn to the labour ministry. Ref { $ref }
er-request-objected-for-yours = Your objection to the exit/re-entry request of { $name } { $id } is recorded. Ref { $ref }
fe-requested-to-you = Your final exit request is recorded. Unless your employer objects by { $object_by }, issue it after that, by { $day }. Ref { $ref }
fe-requested-for-yours = { $name } { $id } asked for a final exit. You may object until { $object_by }. Ref { $ref }
fe-request-withdrawn-to-you = Your final exit request is withdrawn. Ref { $ref }
fe-request-withdrawn-for-yours = { $name } { $id } withdrew the final exit request. Ref { $ref }
fe-request-objected-to-you = Your employer objected to your final exit request. You may turn to the labour ministry. Ref { $ref }
fe-request-objected-for-yours = Your objection to the final exit request of { $name } { $id } is recorded. Ref { $ref }
fe-converted-to-you = Your exit/re-entry visa is cancelled and final exit { $visa } issued. Last day to leave { $day }. Ref { $ref }
fe-converted-for-yours = The visa of { $name } { $id } became final exit { $visa }. Last day to leave { $day }. Ref { $ref }

svc-corrected-to-you = An earlier entry on your record was corrected: transaction { $first } is reversed. Ref { $ref }
svc-corrected-for-yours = An earlier entry was corrected: transaction { $first } of { $name } { $id } is reversed. Ref { $ref }

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
