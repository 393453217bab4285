# What is wrong, and what can be done.

problem-home = To the first page

## At one field

problem-in-field = { $field }: { $text }
problem-required = This is required.
problem-too-long = At most { $max } characters.
problem-too-short = At least { $min } characters.
problem-not-a-number = Enter a number, for example 12 or 12.5.
problem-out-of-range = Enter a number from { $min } to { $max }.
problem-too-low = Enter a number of { $min } or more.
problem-too-high = Enter a number of at most { $max }.
problem-not-a-date = Enter a real date, for example 10 6 2024.
problem-not-a-time = Enter hour and minute, for example 14:30.
problem-not-a-link = Enter a full link that starts with https:// or http://.
problem-not-an-email = Enter an e-mail address, for example name@office.go.id.
problem-not-a-phone = Enter an Indonesian telephone number, for example 0812-3456-7890.
problem-not-a-mobile = Write an Indonesian mobile number, for example 0812-3456-7890.
problem-wrong-code = The code is wrong. { $left } tries are left.
problem-not-a-colour = Write a colour code of six hexadecimal digits, for example #0b5a5e.
problem-low-contrast = The contrast of this colour with white is { $ratio } : 1; at least 4.5 : 1 is needed. The nearest darker colour that is enough: { $nearest }.
problem-not-a-secure-link = Write the whole link beginning with https://, without user name and port.
problem-not-a-host = Write the host name alone, for example ppid.katingan.bawaslu.go.id.
problem-too-many-lines = { $max } lines at most.
problem-not-a-position = The place cannot be read. Write decimal degrees, such as -1.8861, 113.4002.
problem-not-hours = Write days and hours in Indonesian, such as senin-kamis 08.00-16.00; jumat 08.00-16.30. Each day once.
problem-not-a-code = Use small letters, digits and hyphens only.
problem-unknown-option = This choice is not offered. Choose one that is.
problem-one-option-only = Choose one only.
problem-unknown = Not found.
problem-unknown-codes = These codes are not known: { $codes }. Correct them or take them off the list.
problem-closed-codes = Other offices stand in the place of these: { $codes }. Name their successors instead.
problem-taken = Already in use. Choose another.
problem-looks-like-another = Too similar to a name that exists. Choose another.
problem-bad-characters = Some characters cannot be accepted. Remove them and try again.
problem-password-too-common = This password is easy to guess. Use a sentence that only you know.
problem-passwords-differ = The passwords differ. Type them again.
problem-wrong-name-or-password = User name or password is wrong.
problem-wrong-password = The present password is wrong.
problem-same-person = Another person than in the step before must do this.
problem-no-file = Choose a file first.
problem-empty-file = This file is empty. Choose another.
problem-file-too-big = The file is too big. At most { $max }.
problem-file-kind = This file is { $found }. Accepted here: { $accepted }.
problem-file-locked = This file is locked with a password. Save it without one and upload it again.
problem-too-many-files = At most { $max } files here. Remove one first.
problem-desk-full = The office has not enough storage left: { $used } of { $max } are in use, this file has { $size }. Remove files that wait, or send a smaller file. Space of removed files is available again the next day; those who run the system set the limit.
problem-end-before-start = This time must be after the one before it.
problem-in-the-past = This time has passed.
problem-defects = This file is wrong. Mend the following lines and upload it again: { $lines }

## One page

problem-invalid-title = Something is not right yet
problem-invalid-advice = Go back, correct it and send it again.
problem-not-found-title = Page not found
problem-not-found-detail = This address does not exist, or you cannot see it.
problem-not-found-advice = Check the address, or sign in with another account.
problem-sign-in-title = You are not signed in
problem-sign-in-detail = You need to sign in to do this. Your time may have run out.
problem-sign-in-advice = Sign in in another tab, then come back here and send it again.
problem-conflict-title = Already changed
problem-conflict-version = Somebody else saved first.
problem-conflict-state = This step is not possible in the present state.
problem-conflict-advice = Reload the page to see the latest state.
problem-closed-title = Closed
problem-closed-since = Closed on { $time }.
problem-closed-detail = The time for it is over.
problem-closed-advice = The whole schedule is on the page of the round.
problem-not-open-title = Not open yet
problem-not-open-until = Opens on { $time }.
problem-too-many-title = Too often
problem-too-many-detail = Try again in { $seconds } seconds.
problem-unavailable-title = The service is not available right now
problem-unavailable-detail = Nothing of this request was saved.
problem-unavailable-advice = Wait a moment and send it again.
problem-fault-title = Something went wrong on our side
problem-fault-detail = Nothing of this request was saved. The fault has been written down.
problem-fault-advice = Try again. If it stays, give the reference number to the operators.
problem-fault-reference = Reference number: { $reference }
