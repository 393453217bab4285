# Filling of the SAQ by an office.

## List of rounds

saq-list-title = SAQ of my office
saq-list-empty = Your office has not been invited to any round. Invitations come from whoever runs the round.
saq-list-open = Open the SAQ
saq-round = Round
saq-phases = Present phases
saq-phases-none = No phase is running
saq-deadline = Deadline for filling
saq-deadline-none = Not set yet
saq-opens-at = Filling opens { $time }. Until then the questions can only be read.
saq-closes-at = Filling closes { $time }. What counts is when the server has received the complete request.
saq-closed-at = Filling closed { $time }. The SAQ can only be read.
saq-closed = Filling is closed. The SAQ can only be read.
saq-not-open = Filling has not opened. The questions can only be read.

saq-state-invited = Not opened yet
saq-state-in-progress = In progress
saq-state-signed-off = Signed off by the PPID
saq-state-endorsed = Endorsed by the leader
saq-state-submitted = Submitted

saq-phase-socialisation = Introduction
saq-phase-filling = Filling of the SAQ
saq-phase-access-test = Access test
saq-phase-verification = Verification
saq-phase-appeal = Appeals
saq-phase-recap = Recap
saq-phase-interview = Interview
saq-phase-announcement = Announcement

## Task list

saq-tasks-title = SAQ { $round }
saq-progress = { $done } of { $total } questions done
saq-estimate = Own estimate
saq-estimate-one = { $score } of 100
saq-estimate-between = { $low } to { $high } of 100
saq-estimate-none = Cannot be estimated yet
saq-estimate-note = { $count ->
    [0] An estimate from your own answers if reviewers accept all of them. The final score comes from the review.
    [one] An estimate from your own answers if reviewers accept all of them. The final score comes from the review. { $count } answer can only be judged by reviewers, so the estimate may be a range.
   *[other] An estimate from your own answers if reviewers accept all of them. The final score comes from the review. { $count } answers can only be judged by reviewers, so the estimate may be a range.
}
saq-guidelines = Guidelines
saq-check = Check answers
saq-check-hint = See all answers and what is missing, then sign off and submit.
saq-state = State
saq-locked = Answers are locked. State of the SAQ: { $state }. The PPID can reopen it before filling closes.
saq-read-only = You can read this SAQ, not change it.

## Question

saq-question-of = Question { $number } of { $total }
saq-answer = Answer
saq-no-answer = No answer yet
saq-none-of-these = None of these
saq-none-and-some = Choose only "None of these", or only the others.
saq-not-a-date = Choose a day of the calendar, or write year-month-day, for example 2024-06-10.
saq-text-hint = At most { $max } characters.
saq-number-hint = Digits only. A comma for fractions, for example 12,5.
saq-link-hint = The full link, starting with https://
saq-basis = Legal basis
saq-tutorial = Video guide to this question
saq-saved-by = Saved { $time } by { $name }
saq-saved-at = Saved { $time }
saq-nothing-saved = No answer saved yet.
saq-not-saved-errors = Not saved. Correct the marked fields and save again. Everything you typed is still below.
saq-not-saved-because = Not saved: { $why }
saq-save = Save
saq-save-and-next = Save and continue
saq-save-help = Answers are saved as you change them. Without JavaScript, press Save.
saq-previous = Previous question
saq-next = Next question
saq-to-tasks = List of questions
saq-question-navigation = Other questions
saq-not-answered = Not answered yet

## Evidence

saq-evidence = Evidence
saq-evidence-after = What evidence is needed depends on the answer. Save the answer to see it.
saq-evidence-none = This question asks for no evidence.
saq-slot-count = { $have } of at least { $min }, at most { $max }
saq-slot-kinds = Accepted: { $kinds }.
saq-slot-size = Each file at most { $size }.
saq-slot-full = This place is full. Remove one before adding another.
saq-slot-not-asked = The present answer does not ask for this evidence. What is there stays stored.
saq-kind-photo = photo or screenshot (JPG, PNG, WebP, HEIC)
saq-kind-document = document (PDF, DOCX, ODT)
saq-kind-spreadsheet = spreadsheet (XLSX, ODS, CSV)
saq-kind-video = video (MP4, WebM)
saq-kind-url = link
saq-rule-dated-in-round = Made within this round
saq-rule-timestamp = Carries date and time (timestamp)
saq-rule-watermark = Carries the watermark of the office
saq-rule-shows-identity = The identity of the office can be seen
saq-rule-legible = The writing is legible
saq-rule-signed = Signed
saq-rule-current-year = Valid for the present year
saq-rule-current-or-last-year = Valid for the present or the last year
saq-rule-opens-without-login = Opens without signing in
saq-rule-identities-masked = Identities of requesters are masked
saq-rule-kept-in-platform = The file is uploaded here, not only linked
saq-rule-max-3-minutes = At most 3 minutes long
saq-rule-other = Rule: { $code }
saq-upload-files = Choose files
saq-upload = Upload
saq-caption = Caption
saq-caption-hint = What this evidence shows, where and when.
saq-caption-save = Save caption
saq-caption-change = Change caption
saq-caption-none = No caption
saq-link = Link
saq-link-add = Add link
saq-received = Received, fingerprint { $hash }
saq-remove = Remove
saq-remove-about = Remove { $name }
saq-evidence-unnamed = file without a name
saq-named-problem = { $name }: { $problem }
saq-file-broken = This file is damaged and cannot be read. Open it on your device, save it again and upload it again.
saq-file-broke-off = The upload broke off before it was complete. Nothing was stored. Upload it again.
saq-file-too-many-pixels = This picture has more than 100 million pixels. Make it smaller and upload it again.
saq-upload-too-many = Too many uploads are unfinished. Finish or cancel some of them first.
saq-upload-no-room = Your office's room for files in this round is full. Take out files that are not needed.
saq-upload-over = This upload is over. Choose the file again to begin anew.
saq-upload-elsewhere = This piece does not begin where the upload stands.
saq-upload-too-much = More bytes were sent than the file has.
saq-upload-changed = This piece was changed on its way. Nothing of it was kept; send it again.

## History

saq-history = History of this question
saq-history-none = No change yet.
saq-history-saved = Answer saved (version { $version })
saq-history-evidence-added = Evidence added: { $name }
saq-history-evidence-removed = Evidence removed: { $name }
saq-history-evidence-described = Caption changed: { $name }
saq-history-other = { $kind }
saq-history-by = { $name }, { $time }

## Conflict

saq-conflict-title = Somebody else has changed this answer
saq-conflict-lead = Your answer is not saved. { $name } saved first, at { $time }. Compare both, then choose.
saq-conflict-mine = Your answer (not saved)
saq-conflict-theirs = Saved by { $name }, { $time }
saq-conflict-use-theirs = Use the saved one
saq-conflict-use-mine = Save what is filled in here
saq-conflict-merge = The fields below hold your answer. Change them to merge both, then save.
saq-conflict-line = Not saved: { $name } saved first.
saq-conflict-compare = Compare both answers
saq-refused-title = This answer is not saved
saq-refused-state = State of the SAQ now: { $state }. Answers can no longer be changed. What was saved before stays as it was.
saq-refused-closed = Filling closed { $time }. Your request came after that, so it is not saved. What was saved before stays as it was.
saq-refused-not-open = Filling has not opened, so the answer is not saved.
saq-refused-copy = What you typed is below. Copy it if you need it.
saq-refused-onward = See the question

## Check and submit

saq-check-title = Check answers
saq-check-gaps-title = What is missing
saq-check-gaps-none = All questions are complete.
saq-gap-answer = { $number }: not answered
saq-gap-field = { $number }: the number "{ $label }" is missing
saq-gap-also = { $number }: "{ $label }" is missing
saq-gap-evidence = { $number }: evidence "{ $label }" lacks { $count }
saq-gap-problem = { $number }: something is wrong with the answer or its evidence
saq-question-has-problem = Something is wrong with the answer or the evidence of this question. Correct it before signing off.
saq-question-has-gap = This question is not complete.
saq-sign-title = Sign-off, endorsement and submission
saq-sign-rule = Questions with a problem must be corrected first. Incomplete questions do not stop you: an office that lacks a facility can still submit, as long as the PPID says so plainly.
saq-sign-gaps = I know that { $count } questions are incomplete. Submit with these gaps.
saq-sign-gaps-needed = Complete the questions above, or tick the statement "submit with these gaps".
saq-sign-off = Sign off as PPID
saq-sign-off-hint = After sign-off, answers and evidence are locked.
saq-endorse = Endorse as leader
saq-endorse-hint = Whoever endorses is another person than the one who signed off.
saq-submit = Submit the SAQ
saq-submit-hint = After submission you get a receipt with a number and the time of the server.
saq-reopen = Reopen
saq-reopen-hint = Reopening drops sign-off and endorsement, and withdraws an SAQ that was submitted. The last submission before closing counts.
saq-waiting-ppid = Waiting for the PPID to sign off.
saq-waiting-leader = Waiting for the leader to endorse.
saq-waiting-submit = Ready to be submitted by an officer or the PPID.
saq-signed-by = { $name }, { $time }
saq-signature-sign-off = Sign-off by the PPID
saq-signature-endorse = Endorsement by the leader
saq-signature-submit = Submission
saq-signature-none = Not yet
saq-change = Change
saq-view = View
saq-change-about = question { $number }
saq-links-and-files = Evidence: { $list }

## Receipt

saq-receipt-title = The SAQ has been received
saq-receipt-number = Number of the receipt
saq-receipt-time = Time of the server
saq-receipt-by = Sent by
saq-receipt-office = Office
saq-receipt-hash = SHA-256 of what was submitted
saq-receipt-json = Download what was submitted (JSON)
saq-receipt-recompute = Anybody can recompute this fingerprint: sha256sum of the downloaded JSON file gives the same digits.
saq-receipt-print = Print this page from the menu of your browser, or save it as PDF.
saq-worked-open = See how the score came about
saq-receipt-open = See the receipt
