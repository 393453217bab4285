# The PPID's WhatsApp number: the card for everybody, the officer's desk, vouching by an office above, hand-over, readiness.

# The card for everybody
contact-card-title = WhatsApp of the PPID
contact-card-verified = Verified on { $date }
contact-card-chat = Send a WhatsApp message
contact-card-chat-of = Send a WhatsApp message to the PPID of { $office }
contact-card-qr = QR code: opens a WhatsApp chat with the number { $number }
contact-card-hours = Answered during service hours
contact-greeting = Good morning, PPID of { $office }. I would like to ask for public information about:

# The officer's desk
contact-title = WhatsApp number of the PPID
contact-hint = The office's number, its verification, who holds the device, hand-over, and readiness to answer.
contact-lead = Requests of the public and access tests arrive at this number. It belongs to the role of the PPID, not to a person.
contact-now = Present number
contact-none = No number yet
contact-unverified = Not verified
contact-verified-by-tier = Verified { $when }. The code was sent by { $office }.
contact-verified-by-gateway = Verified { $when }. The code was sent by this system.
contact-unverified-public = The public sees this number without the mark of verification.
contact-since = In use since { $date }
contact-holder = Holder of the device
contact-holder-hint = Name of the officer who carries the telephone now.
contact-place = Where the device is kept
contact-place-hint = For example: drawer of the service desk, key with the officer on duty.
contact-holder-unknown = Not written down yet
contact-number = WhatsApp number
contact-number-hint = An Indonesian mobile number of the office, for example 0812-3456-7890. Leave empty when the office uses no number any more.
contact-number-warning = A number that is changed has to be verified again. The old number stays in the history.
contact-number-change = Change the number
contact-number-save = Save the number
contact-number-saved = The number is saved. Verify it so that the public sees the mark.
contact-number-met = Somebody else has just changed the number to { $number }. What you typed is still below; save again if you want to change it all the same.
contact-number-met-none = Somebody else has just removed the number. What you typed is still below; save again if you want to change it all the same.
contact-holder-save = Save the holder
contact-holder-saved = The holder of the device is saved.
contact-holder-met = Somebody else has just changed this note. What is saved: { $holder }; { $place }. What you typed is still below.

# Verification
contact-verify = Verify the number
contact-verify-lead-tier = Ask for a code. A colleague of an office above sends six digits to this number by WhatsApp, and you type them here. A code is good for 24 hours and for 5 tries.
contact-verify-lead-gateway = Ask for a code. The system sends six digits to this number by WhatsApp, and you type them here. A code is good for 24 hours and for 5 tries.
contact-verify-no-way = This office has no office above it and the system is not connected to WhatsApp, so the number cannot be verified yet. Ask the operator to connect WhatsApp.
contact-code-ask = Ask for a code
contact-code-ask-again = Ask for a new code
contact-code-asked-waits = Your wish is noted. A colleague of an office above will send the code.
contact-code-asked-sent = The code is on its way to this number.
contact-code-asked-failed = The code was not sent, since the WhatsApp service does not answer. Your wish was passed on to the office above.
contact-code-waiting = Asked for { $when } by { $name }. Waiting for the code from the office above.
contact-code-made = The code was sent { $when } and is good until { $until }. { $left } tries are left.
contact-code-sending = A code was asked for { $when }. It is not known yet whether the WhatsApp service has sent it; if it arrives, type it in here. { $left } tries are left. If it has not arrived within some minutes, ask for a new one.
contact-code-failed = Asked for { $when } by { $name }. The WhatsApp service did not send it, so the code waits for the office above.
contact-code = Six-digit code
contact-code-hint = Type the digits that arrived at this number on WhatsApp.
contact-code-check = Verify
contact-code-right = The number is verified.
contact-code-not-sent = There is no code that can be used for this number. Ask for a new one.
contact-code-expired = The code is older than 24 hours. Ask for a new one.
contact-code-exhausted = This code was typed wrongly 5 times and cannot be used any more. Ask for a new one.
contact-code-own = You have seen this code yourself, so somebody else of this office has to type it.

# History
contact-numbers = History of numbers
contact-numbers-line = { $number }, { $from } to { $until }
contact-numbers-now = { $number }, since { $from }
contact-numbers-verified = verified { $date }
contact-numbers-unverified = not verified
contact-history = What happened
contact-history-line = { $when }: { $what } ({ $name })
contact-event-number-changed = number changed
contact-event-holder-changed = holder of the device changed
contact-event-code-asked = code asked for
contact-event-code-sent = code sent by the WhatsApp service
contact-event-code-failed = code not sent, passed on to the office above
contact-event-code-made = code made
contact-event-code-wrong = wrong code typed
contact-event-verified = number verified
contact-event-handover-begun = hand-over begun
contact-event-handover-taken = hand-over finished
contact-event-handover-cancelled = hand-over cancelled

# Hand-over
contact-handover = Hand-over
contact-handover-lead = When officers change, the number stays. The side that gives begins here; the side that takes confirms once everything has arrived.
contact-handover-from = Who gives
contact-handover-to = Who takes
contact-handover-to-hint = An officer or the PPID of this office who has an account.
contact-handover-to-choose = Choose who takes
contact-handover-nobody = Nobody else has the role of officer or PPID at this office. Ask an administrator to add the account.
contact-handover-day = Day of the hand-over
contact-handover-day-hint = For example 10 6 2026.
contact-handover-parts = What is handed over
contact-handover-parts-arrived = What has arrived
contact-part-device = Telephone, charged and without the lock of the former holder
contact-part-sim = SIM card in the name of the office
contact-part-pin = PIN of WhatsApp's two-step verification
contact-part-quick-replies = Quick replies
contact-part-labels = Labels of chats
contact-handover-note = Note
contact-handover-begin = Begin the hand-over
contact-handover-begun = The hand-over has begun. Who takes has to confirm.
contact-handover-lacking = Telephone, SIM card and PIN have to be handed over. Without the three the number is lost to the office.
contact-handover-not-arrived = Tick telephone, SIM card and PIN once you really have them.
contact-handover-open = Waiting for { $to } to confirm. Begun { $when } by { $by }.
contact-handover-mine = { $from } hands this number over to you on { $day }. Check it, tick what has arrived, and confirm.
contact-handover-take = I take this number over
contact-handover-taken = The hand-over is finished. You hold the device from now on.
contact-handover-cancel = Cancel the hand-over
contact-handover-cancelled = The hand-over is cancelled.
contact-handover-line-taken = { $day }: from { $from } to { $to }, confirmed { $when }
contact-handover-line-cancelled = { $day }: from { $from } to { $to }, cancelled
contact-handover-line-open = { $day }: from { $from } to { $to }, waiting
contact-handover-none = There has been no hand-over yet.

# Readiness
contact-readiness = Readiness to answer
contact-standing-ready = Ready
contact-standing-attention = Needs attention
contact-standing-not-ready = Not ready
contact-reason-no-number = The office has no WhatsApp number.
contact-reason-not-verified = The number is not verified.
contact-reason-verified-long-ago = Verified { $days } days ago; do it again every 180 days.
contact-reason-no-holder = Nobody has written down who holds the device.
contact-reason-handover-open = A hand-over waits to be confirmed.
contact-reason-never-checked = The daily check was never written down.
contact-reason-checked-long-ago = The last daily check was { $days } days ago.
contact-reason-check-failed = The last check found something missing (credit, data, device, officer on duty, or automatic reply).
contact-reason-never-practised = The office has never finished a rehearsal of the access test.
contact-reason-practised-long-ago = The last rehearsal of the access test was { $days } days ago.
contact-reason-new-number = The number is { $days } days old; make sure that all prints and sites use it.
contact-readiness-open = Open the WhatsApp number

# Offices above
contact-watch-title = Readiness of WhatsApp numbers
contact-watch-lead = The offices that need help most come first. This is advice and counts in no score.
contact-watch-office = Office
contact-watch-standing = Readiness
contact-watch-why = Reasons
contact-watch-waits = Waits for a code
contact-watch-none = There is no office below yours.
contact-vouch-title = WhatsApp number of { $office }
contact-vouch-code = Send the verification code
contact-vouch-lead = This office asks for a code. Make it and send it yourself to the number below. When the digits are typed in at that office, it is proved that the office holds the number.
contact-vouch-not-asked = This office is not asking for a code.
contact-vouch-make = Make a code
contact-vouch-make-again = Make a new code (the one before is no longer good)
contact-vouch-made-at = The last code was made { $when }.
contact-vouch-shown = This code is shown only once
contact-vouch-send-to = Send it to { $number }
contact-vouch-send = Send by WhatsApp
contact-vouch-back = Back to this office
contact-vouch-message = Verification code for the WhatsApp number of the PPID of { $office }: { $code }. Good for 24 hours. Sent by { $tier }. Do not pass it on.
contact-vouch-not-now = No code can be made: the office is not asking for one, or its number has just been changed.

# Notices
contact-notice-wanted = { $office } waits for a code to verify its WhatsApp number
contact-notice-what = Make a code on this page and send it yourself to { $number } over WhatsApp.
