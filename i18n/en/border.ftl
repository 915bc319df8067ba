# Why a line of the border's feed was not recorded.

line-too-long = The line is too long: at most 4,096 bytes.
line-not-json = The line is not one whole JSON object.
line-other-fields = A line has person, direction, port and at, and may have id: each once, a text or a whole number, and nothing else.
line-id-used-for-another = Another crossing came under this id before. It is held for review.
traveller-unknown = Nobody in the register has this number. The crossing is held for review.
traveller-several = Several people hold a passport of this number: report the ID, iqama or border number. The crossing is held for review.
