# Reasons for refusing: a fact, then the way out in next. No blame, and no talk of "the system".

not-yours-to-ask = Only somebody with a present tie to the holder of the record may ask for this.
    .next = The holder, employer, head of household or guardian may ask. If you are one and it does not show here, an officer at the counter can look into it.
channel-not-offered = This service is not offered here.
    .next = It is asked for at a passports counter.
subject-kind-not-served = This service is not for this kind of record.
    .next = The list of services shows what this record can have.
citizen-not-served = This service is for residents; the holder of this record is a citizen.
    .next = A citizen travels on the passport and needs no visa.
changed-meanwhile = The record changed while you worked.
    .next = See what is new, then confirm.

subject-is-outside = The holder of the record is abroad.
    .next = This can be asked for after the return. If they are back and the entry does not show, an officer can ask the port.
subject-is-inside = The holder of the record is in the Kingdom.
    .next = This service is for people abroad. Inside the Kingdom, cancel the visa and issue another.
person-deceased = { $who } is recorded as deceased.
    .next = No service can be given on this record. The family may come to a passports counter.

passport-missing = No passport is on file.
    .next = Have the passport entered here first, then ask again.
passport-has-ended = The passport ended on { $ends }.
    .next = It is renewed at the embassy, then updated here.
passport-ends-too-soon = { $days_left ->
    [0] The passport ends today; { $days_needed_days } are needed.
   *[other] The passport ends in { $days_left_days }, on { $ends }; { $days_needed_days } are needed.
}
    .next = It is renewed at the embassy, then updated here.

permit-missing = There is no residence permit on this record.
    .next = Have the permit issued first.
permit-has-ended = The residence permit ended on { $ends }.
    .next = Renew the permit first, then ask for this again.
permit-ends-too-soon = { $days_left ->
    [0] The residence permit ends today; { $days_needed_days } are needed.
   *[other] The residence permit ends in { $days_left_days }, on { $ends }; { $days_needed_days } are needed.
}
    .next = Renew the permit first, then ask for this again.
permit-ends-before-return = The residence permit ends on { $ends }; for this journey it must run to { $needed_to }.
    .next = Choose a shorter journey, or renew the permit first.
too-early-to-renew = The residence permit runs to { $ends }; renewal opens on { $opens }.
    .next = Ask from { $opens } on. Nothing is lost by waiting.
renewal-too-short = The residence permit ended on { $ends }; renewed, it would run only to { $renewed }.
    .next = Choose a longer renewal.
asker-is-outside = Who asks is abroad; the permit of somebody abroad is renewed only while they are in the Kingdom.
    .next = Ask again after coming back, or let the holder come back first.
work-permit-missing = No work permit is on file.
    .next = The employer has it issued by the labour ministry; it then shows here by itself.
work-permit-ends = The work permit runs only to { $ends }.
    .next = The employer renews it at the labour ministry; it then shows here by itself.
insurance-missing = No health insurance is on file.
    .next = Buy a policy from an insurer; it then shows here by itself.
insurance-ends = The health insurance runs only to { $ends }.
    .next = Renew it with the insurer; it then shows here by itself.

fines-unpaid = { $who } has unpaid traffic fines of { $amount_riyals }.
    .next = Pay them by phone through SADAD, then ask again.
fee-not-deposited = The fee for { $fee } is { $needed_riyals }. Deposited: { $held_riyals }; short by { $short_riyals }.
    .next = Deposit the rest through SADAD under { $fee }, then ask again.
fine-not-deposited = The fine due is { $needed_riyals }. Deposited: { $held_riyals }; short by { $short_riyals }.
    .next = Deposit the rest through SADAD under { $fee }, then ask again.
absence-reported = { $who } is reported absent from work.
    .next = The employer who reported it can withdraw it, or it can be disputed at the labour ministry.
absence-reported-before = This worker was reported absent before, and the report was withdrawn. It can be made only once.
    .next = If the worker is gone again, come to the expatriates department.
no-absence-report = No absence report stands that could be withdrawn.
    .next = Nothing needs to be done.
absence-report-is-final = The report could be withdrawn until { $ended }. It is final now.
    .next = If it was false, it can be disputed at the labour ministry.
security-note = This request cannot be completed here.
    .next = The holder of the record should come to the passports department with an identity document.
fingerprint-missing = There are no fingerprints of { $who } on file.
    .next = They are taken at any passports counter within minutes.
vehicle-registered = A vehicle is registered to { $who }.
    .next = Transfer or deregister the vehicle with the traffic department first.

visa-stands = Visa { $visa } ({ $kind }) still stands.
    .next = Use it, or cancel it before asking for another.
final-exit-stands = Final exit { $visa } stands until { $ends }.
    .next = Cancel the final exit first if something else is wanted.
final-exit-expired = The final exit ran out unused.
    .next = Deposit its fine, then cancel it or have another issued.
no-visa-to-extend = There is no exit/re-entry visa in use to extend.
    .next = A visa is extended for somebody who left on it and has not returned.
no-visa-to-cancel = There is no exit/re-entry visa to cancel.
    .next = Nothing needs to be cancelled.
no-final-exit-to-cancel = There is no final exit to cancel.
    .next = Nothing needs to be cancelled.
visa-expired-too-long = The visa ended on { $ended }, more than { $days_days } ago.
    .next = It cannot be extended any more. The employer or head of household may come to a passports counter.
visa-already-used = The holder has travelled on this visa.
    .next = A used visa is not cancelled. It can be extended while the holder is abroad.
visa-expired-cannot-cancel = The visa ended on { $ended } and is not cancelled after its end.
    .next = Have another issued when it is needed.
term-too-long = The journey is longer than allowed; the longest is { $max }.
    .next = Choose a shorter one.
term-too-short = The time asked for is too short.
    .next = Choose a longer one.
return-not-later = The day of return asked for is not later than the present one.
    .next = Choose a later day.
renewal-term-not-offered = This permit is not renewed for this length of time.
    .next = Choose one of the lengths offered.
fine-ladder-exhausted = This is the third late renewal of the residence permit.
    .next = A third one is for the passports department to decide. Come to its counter with an identity document.
visit-not-resident = The holder of the record is a visitor; this service is for residents.
    .next = A visit is extended by its own service.

out-of-order-crossing = A later crossing is already recorded.
    .next = The crossing is kept as reported; where the person is now does not change.
already-inside = The holder of the record is already in the Kingdom.
    .next = Have the last exit checked with the port.
already-outside = The holder of the record is already abroad.
    .next = Have the last entry checked with the port.
no-visa-for-exit = There is no visa to leave on.
    .next = Have an exit/re-entry visa or a final exit issued before travelling.
visa-not-valid-for-exit = The last day to travel on visa { $visa } ({ $kind }) was { $ended }.
    .next = Have another issued before travelling.
return-window-passed = The last day to return on this visa was { $return_by }.
    .next = The employer or head of household extends it, then entry can be tried again.

visit-visa-missing = There is no visit visa on this record.
    .next = The host arranges a visit visa first.
travel-permit-missing = There is no travel permit on this record.
    .next = A guardian may ask for one.
card-missing = There is no residence card on this record.
    .next = Have a card printed first.
request-missing = No request of the worker's own stands.
    .next = The worker may make a request.
medical-exam-missing = No medical examination is on file.
    .next = Pass the medical examination; its result arrives by itself.
entry-not-known = No entry into the Kingdom is on record.
    .next = Ask at the port of entry, or at an office with the stamped passport.

not-a-new-sponsor = The services cannot pass to the holder of this number.
    .next = Write the number of a citizen or resident who is neither the present sponsor nor the worker.
transfer-offer-stands = The worker's services are on offer to somebody until { $ends }.
    .next = Withdraw that offer first, or wait until it has ended.
transfer-accepted-already = The transfer is accepted already, and open until { $ends }.
    .next = The worker's agreement is what is missing.
transfer-not-accepted-yet = No new sponsor has accepted these services yet.
    .next = Agree once that is done, while the offer stands.
transfers-used-up = This worker has been transferred as often as is allowed.
    .next = The passports department decides what becomes of it.
transferred-today = This worker was transferred on { $last }.
    .next = Another transfer can be offered from { $opens } on.
transfer-fee-not-deposited = The fee of the transfer is { $needed_riyals }; the new sponsor's deposit is short by { $short_riyals }.
    .next = The new sponsor deposits the rest through SADAD under { $fee }; then agree again.
no-transfer-offer = No offer to transfer this worker stands.
    .next = Nothing needs to be done.
