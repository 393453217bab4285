# Evidence: rules for files, receipts, replacing, one file in several places.

## Rules for files

evidence-rules-title = Rules for files of { $title }
evidence-rules-link = Change the rules for files
evidence-rules-heading = Rules for files
evidence-rules-intro = What stays empty follows the operator of the service.
evidence-rules-file = Largest file
evidence-rules-file-hint = For example 20 MB. Operator: { $usual }.
evidence-rules-office = All files of one office
evidence-rules-office-hint = For example 4 GB. Operator: { $usual }.
evidence-rules-grace-name = Time of grace for uploads
evidence-rules-operator = set by the operator
evidence-rules-grace = Time of grace for uploads under way, in minutes
evidence-rules-grace-hint = From 0 to 1440. Operator: { $usual } minutes. For uploads begun and questionnaires submitted before the closing.
evidence-rules-not-a-size = Write a size with its unit, for example 20 MB.
evidence-rules-file-bounds = Write a size from 1 KB to 1 GB.
evidence-rules-office-bounds = Write a size from 1 KB to 1024 GB.
evidence-rules-office-below-file = An office must be allowed to send at least one file of the largest size.
evidence-rules-minutes = { $minutes } minutes
evidence-rules-usual = { $value } (set by the operator)
evidence-rules-changed = Rules for files changed
evidence-rules-change = { $name }: { $new } (before { $old })
evidence-notice-rules = The rules for files of { $title } have changed

evidence-room = Room for files of the office: { $used } of { $most } used ({ $percent })
evidence-grace-rule = Uploads begun before the closing may finish until { $time } if the questionnaire was submitted before the closing; their files are marked as late.
evidence-grace-none = Uploads must be complete before the closing: there is no time of grace.

## Receipt of a file

evidence-receipt-title = The file has arrived
evidence-receipt-number = Receipt number
evidence-receipt-open = Receipt { $number }
evidence-receipt-file = File
evidence-receipt-size = Size
evidence-receipt-bytes = { $size } ({ $bytes } bytes)
evidence-receipt-hash = SHA-256
evidence-receipt-time = Server time
evidence-receipt-office = Office
evidence-receipt-question = Question
evidence-receipt-caption = Caption
evidence-receipt-by = Sent by
evidence-receipt-mark = Mark
evidence-receipt-in-time = Arrived before the answers were signed off
evidence-receipt-late = Late: arrived after the answers were signed off
evidence-receipt-json = Download the receipt (JSON)
evidence-receipt-recompute = The SHA-256 can be computed again: sha256sum of the original file must give the same number.
evidence-receipt-back = Back to the question

## Replacing

evidence-replace = Replace
evidence-replace-about = Replace { $name }
evidence-replace-file = New file
evidence-replace-hint = The old version is kept and can be opened from the history. An empty caption keeps the old one.
evidence-replace-present = The new file is in this place already. Choose another, or take away what is not needed.
evidence-replace-signed = This replacement was complete only after the answers were signed off. The old version stays; reopen the questionnaire to replace it.
evidence-replaces = Replaces an earlier version
evidence-history-replaced = Evidence replaced: { $old } by { $new }
evidence-history-old = Open the old version
evidence-history-begun = Upload begun: { $name }
evidence-history-refused = Upload refused: { $name }
evidence-history-given-up = Upload given up: { $name }
evidence-history-expired = Upload expired: { $name }
evidence-history-clock = System

## One file for several questions

evidence-reuse = Use a file that was uploaded before
evidence-reuse-choose = Files of this office that fit
evidence-reuse-submit = Use this file
evidence-reuse-place = { $size }, question { $numbers }
evidence-reuse-place-caption = { $size }, question { $numbers }. { $caption }
evidence-reuse-caption = Caption here
evidence-reuse-caption-hint = Empty means that the caption it has goes with it.
evidence-reuse-none-chosen = Choose one file.

## Completeness

evidence-concerns-title = To look at before sending
evidence-under-way = { $number }: the upload of { $name } has come to { $percent }
evidence-under-way-whole = { $number }: { $name } is complete and being looked at
evidence-late-file = { $number }: { $name } is marked as late
evidence-overdue-task = { $what }: the task of { $name } is overdue
evidence-damaged-file = { $number }: { $name } is damaged in the store, upload it once more

## Damage

evidence-damaged-title = This file is damaged in the store
evidence-damaged-detail = Its content is no longer what was received, so it is not shown. The operator has been told.
evidence-damaged-advice = If you still have the original, upload the same file once more: that mends it.
evidence-damaged-row = Damaged in the store. Upload the same file once more to mend it.
evidence-notice-damaged = { $count ->
    [one] One file is damaged in the store
   *[other] { $count } files are damaged in the store
}

evidence-range-title = No such range
evidence-range-detail = The range lies outside the file; its size is in Content-Range.
