# The names of things: documents, ties, blocks, states, fees, ports.

document-passport = passport
document-residence-permit = residence permit
document-work-permit = work permit
document-health-insurance = health insurance
document-exit-reentry-single = exit/re-entry, single
document-exit-reentry-multiple = exit/re-entry, multiple
document-final-exit = final exit
document-visit-visa = visit visa
document-travel-permit = travel permit
document-residence-card = residence card
document-card-slip = card slip
document-exit-reentry-request = own request for exit/re-entry
document-final-exit-request = own request for final exit
document-medical-exam = medical examination

party-citizen = citizen
party-resident = resident
party-visitor = visitor
party-establishment = establishment

block-traffic-fines = unpaid traffic fines
block-absence-report = absence reported
block-security-note = see the passports department
block-fingerprint-missing = no fingerprints on file
block-vehicle-registered = vehicle registered
block-death = deceased
block-unpaid-fine = fine not paid

tie-sponsorship = sponsorship
tie-household = household
tie-guardianship = guardianship
tie-representation = representation
tie-delegation = delegation
tie-transfer-offer = offer of services
tie-transfer-acceptance = services accepted

holder-sponsorship = employer
holder-household = head of household
holder-guardianship = guardian
holder-representation = establishment
holder-transfer-offer = offered the services
holder-transfer-acceptance = accepted the services

subject-sponsorship = sponsored worker
subject-household = dependent
subject-guardianship = minor
subject-representation = representative

relation-wife = wife
relation-husband = husband
relation-son = son
relation-daughter = daughter
relation-parent = father or mother

status-valid = valid
status-in-use = in use
status-used = used
status-cancelled = cancelled
status-lapsed = lapsed
status-closed = closed
status-lost = lost
status-not-returned = exited and did not return

presence-inside = in the Kingdom
presence-outside = abroad

direction-in = entry
direction-out = exit

sex-female = female
sex-male = male

language-ar = Arabic
language-en = English

channel-counter = counter
channel-portal = My page
channel-api = another system
channel-sms = text message
channel-border = border
channel-clock = by lapse of time

fine-late-renewal = late renewal fine
fine-final-exit-expired = expired final exit fine
fine-late-issue = late issue fine
fine-lost-permit = lost residence permit fine
fine-lost-passport = lost passport fine
fine-late-birth = late birth report fine
fine-exit-reentry-expired = fine for an exit/re-entry visa that ran out unused

fine-overstay = overstayed visit fine

term-mode-months = in months, from the day of travel
term-mode-days = in days, from the day of issue
term-mode-return-before = return before a date

lane-code = code
lane-record-change = change of record
lane-reminder = reminder

message-decided = decided
message-queued = waiting
message-claimed = being sent
message-submitted = sent, not yet confirmed
message-accepted = accepted by the operator
message-in-doubt = in doubt
message-refused = refused by the operator
message-delivered = delivered
message-undeliverable = could not be delivered
message-expired = expired
message-rejected = rejected by the operator
message-unknown = state unknown to the operator
message-suppressed = not sent
message-silent = no receipt came

suppressed-no-mobile = no verified mobile number
suppressed-not-opted-in = this notice was not asked for
suppressed-adult-citizen = crossings of adult citizens are told to nobody
suppressed-same-handset-told = the same mobile was told
suppressed-same-recipient-told = the same person was told
suppressed-no-words = this notice has no text

figure-fee = Fee
figure-fine = Of which a fine
figure-return-at-latest = Back at the latest
figure-depart-by = Last day to travel
figure-stay = Length of journey
figure-return-by = Last day to return
figure-lift-by = Can be withdrawn until
figure-open-to = Open until
figure-valid-to = Valid until
figure-amount = Amount

fee-01 = visit extension
fee-02 = iqama issue
fee-03 = iqama renewal
fee-04 = exit/re-entry, single
fee-05 = exit/re-entry, multiple
fee-06 = visa cancellation
fee-07 = transfer of services
fee-08 = iqama replacement
fee-09 = dependent to head of household
fee-10 = head of household to dependent
fee-11 = dependent to a new head of household
fee-12 = change of occupation
fee-52 = lost passport fine

fee-13 = a dependent's entry
fee-15 = separating a dependent
fee-54 = other fees and fines
fee-57 = exit/re-entry extension
fee-58 = levy for one dependent
fee-59 = levy for all dependents

nationality-SAU = Saudi Arabia
nationality-IND = India
nationality-PAK = Pakistan
nationality-BGD = Bangladesh
nationality-EGY = Egypt
nationality-PHL = Philippines
nationality-IDN = Indonesia
nationality-YEM = Yemen
nationality-SYR = Syria
nationality-JOR = Jordan
nationality-SDN = Sudan
nationality-NPL = Nepal
nationality-LKA = Sri Lanka
nationality-ETH = Ethiopia
nationality-KEN = Kenya
nationality-UGA = Uganda
nationality-GBR = United Kingdom
nationality-USA = United States

port-RUH = Riyadh airport
port-JED = Jeddah airport
port-DMM = Dammam airport
port-MED = Madinah airport
port-BATHA = Batha crossing
port-KFC = King Fahd Causeway
port-SALWA = Salwa crossing
port-HADITHA = Haditha crossing

# Passports of citizens
document-passport-slip = passport slip
document-passport-parcel = passport parcel
fee-35 = issuing a passport
fee-36 = re-issuing a passport
fee-37 = renewing a passport

# Delegations
holder-delegation = principal
subject-delegation = delegate

figure-object-by = The employer may object until
