# Personal data in what is about to be published, and redaction.

privacy-title = Check for personal data
privacy-none = No pattern of personal data was found.
privacy-hint = These are hints by pattern and no judgement: names, home addresses and family matters are not recognised. Read for yourself before publishing.
privacy-own = Title, summary and particulars
privacy-place = Page { $page }, line { $line }: { $excerpt }
privacy-place-line = Line { $line }: { $excerpt }
privacy-place-page = Page { $page }
privacy-more =
    { $count ->
        [one] and one more place
       *[other] and { $count } more places
    }
privacy-count = { $name }: { $count }
privacy-kind-nik = Identity number (NIK)
privacy-kind-family-card = Family card number
privacy-kind-npwp = Tax number (NPWP)
privacy-kind-phone = Telephone number
privacy-kind-email = E-mail address
privacy-kind-bank-account = Bank account of a person
privacy-kind-id-card = Contents of an identity card
privacy-card = Picture that looks like an identity card
privacy-waiting = This file is still being checked. Load this page again in a moment.
privacy-unlooked = What is in this file could not be checked.
privacy-no-text = This file holds no text (it may be a scan): read it yourself.
privacy-cut = This file is long: only its beginning was checked.
privacy-answer = I have looked at every warning; what is written may be published
privacy-answer-hint = This decision is recorded with your name. When a file or the text changes, the check is repeated.
privacy-answered = Warnings answered
privacy-answered-notice = The warnings on personal data are answered.
privacy-stale = The warnings have changed since this page was opened. Look once more.
privacy-unanswered = Answer the warnings on personal data first.
privacy-waits = A file has not been checked yet. Wait a moment, or say that you have checked it yourself.
privacy-redacting = A redaction is being made.

redaction-mark = redacted
redaction-open-about = Redact parts of { $name }
redaction-title = Redact parts of a document
redaction-about = Every page of the document becomes a new picture. Nothing is left below the boxes: text, attachments, scripts and file properties are thrown away. The new file takes the place of this one in the edition that is being written; its text can no longer be searched.
redaction-page = Page { $page } of { $pages }
redaction-page-alt = Picture of page { $page } with a line at every tenth of its width and height
redaction-page-go = Page { $page }
redaction-pages = Choose a page
redaction-draw = Draw a box
redaction-draw-hint = Press this button, then drag over the page. By keyboard: arrows move the box, Shift and arrows change its size, Enter keeps it, Escape gives it up.
redaction-drawing = Drawing a box on page { $page }
redaction-drawn = Box { $number } was added
redaction-cancelled = The box was given up
redaction-full = All rows are filled. Press “Add rows”.
redaction-boxes = Boxes
redaction-boxes-hint = Figures are per cent of the width and height of the page, counted from its upper left corner. Lines on the picture mark every 10 per cent. Empty a row to remove its box.
redaction-box = Box { $number }
redaction-box-page = Page
redaction-box-left = Left (%)
redaction-box-top = Top (%)
redaction-box-right = Right (%)
redaction-box-bottom = Bottom (%)
redaction-show = Show the boxes on the page
redaction-more = Add rows
redaction-send = Redact and replace the file
redaction-asked-notice = The redaction is being made. The new file appears here when it is done.
redaction-wish-waiting = A redaction is being made ({ $boxes } boxes).
redaction-wish-failed = The last redaction did not succeed: the document is broken, locked or too long, or the item has changed. The file is as it was.
redaction-found = Found in this document
redaction-none = Draw or fill in at least one box.
redaction-many = Too many boxes: 150 at most.
redaction-long = This document has more than 150 pages. Split it into several files first.
redaction-box-wrong = A box lies within its page and is at least 0.2 per cent wide and high: left less than right, top less than bottom, 0 to 100.
redaction-page-wrong = There is no such page.
redaction-number-wrong = Write a number, for example 12.5.
redaction-waiting = A file is still being redacted. Wait until it is done.
redaction-unseen = This file is still being checked. Try again in a moment.
redaction-broken = The pages of this file cannot be read.

redaction-history-asked = Redaction asked for: { $name }
redaction-history-done = Redacted: { $name }
redaction-history-failed = Redaction failed: { $name }
redaction-history-answered = Warnings on personal data answered

public-file-warned = This file holds parts that act when it is opened (scripts, macros or files inside). Save it first and open it with care.
public-file-copy = A copy without what the camera noted
