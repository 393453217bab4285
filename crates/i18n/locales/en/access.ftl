# The access test: preparing it, the tester's pages, the office's pages, readiness.

access-channel-whatsapp = WhatsApp
access-channel-telephone = Telephone
access-channel-form = e-PPID form
access-channel-email = E-mail
access-channel-desk = Service desk

access-state-drawn = Not sent yet
access-state-sent = Running
access-state-submitted = Finished

## What is wrong

access-before-sending = This is before the question was sent.
access-in-the-future = This has not come yet.
access-answer-before-acknowledgement = The answer cannot come before the first response.
access-answer-may-come = An answer may still come until the access test phase closes. Save a draft for now.
access-too-early = Not yet. Send at the drawn time or after it.
access-desk-closed = This office is outside its service hours. Send in the next service hours.
access-sheet-frozen = The sheet is frozen since the first case was drawn.
access-sheet-same = This file is the sheet in use.
access-no-phase = This round has no access test phase yet. Set its dates in the phases.
access-phase-over = The access test phase has closed.
access-no-scenario = There is no scenario in use.
access-no-tester = There is no tester in the pool of this round.
access-component-unknown = The scheme has no component from a sheet with this code.
access-changed-meanwhile = This sheet was changed somewhere else. What you typed is below; save again to use it.

## Notices

access-notice-drawn = Access test draw for { $title }
access-notice-drawn-count = { $count } cases are on your list. Each has its own time of sending.
access-notice-silence = { $office } has not responded to an information request
access-notice-silence-sent = Sent over { $channel } on { $sent }. No response within { $minutes } minutes of service time.
access-notice-silence-do = Contact the office so that it checks its service channel. Do not mention an access test.

## The tester's pages

access-mine-title = My access tests
access-mine-none = There are no cases for you now.
access-mine-intro = Send each question at its time, as an ordinary citizen. The office must not know that this is an access test.
access-due = Time of sending
access-due-now = Send now
access-channel = Channel
access-state = State
access-case-title = Access test of { $office }
access-question = Question to ask
access-right-answer = A right answer holds
access-target = Where to
access-target-none = The office's profile tells nothing for this channel. Look for it as a citizen would; where there is none, note that and score what you found.
access-send-title = Send the question
access-send-hint = This button records the time of sending on the server and opens the channel with the question filled in.
access-send-hint-desk = Press it as you ask the question. The server records the time.
access-send-whatsapp = Start and open WhatsApp
access-send-telephone = Start and call
access-send-form = Start and open the form
access-send-email = Start and write the e-mail
access-send-desk = Start now
access-open-title = The clock is running
access-open-lead = The question is recorded as sent { $sent }.
access-open-again = Open { $channel }
access-open-back = Back to the sheet
access-clocks = Clocks
access-clock-sent = Sent
access-clock-acknowledged = First response
access-clock-answered = Answer
access-clock-none = None yet
access-clock-since = { $hours } h { $minutes } min after sending
access-clock-days = Working days so far
access-clock-days-value = Working day { $count }
access-acknowledged-label = The first response came
access-answered-label = The answer came
access-answered-hint = A refusal, with or without reason, is an answer too. Leave empty while there is none.
access-acknowledged-hint = The first sign that a person read the message, such as "we are on it". Automatic replies do not count.
access-date = Date
access-time = Time ({ $zone })
access-now-acknowledged = The first response came just now
access-now-answered = The answer came just now
access-note = Note
access-note-hint = What happened, in your own words.
access-measured = Measured: { $option } ({ $points } points)
access-points = { $points } points
access-so-far = Score so far
access-score-of = { $points } of { $most }
access-save = Save draft
access-submit = Hand in the sheet
access-submit-hint = Once handed in, the sheet counts and you cannot change it any more.
access-saved = Draft saved
access-submitted = Sheet handed in
access-sheet-title = Sheet
access-proofs = Screenshots and files
access-proofs-none = No files yet.
access-proofs-hint = Pictures, documents or videos. Only you and RI's controllers can open them.
access-proof-file = File
access-proof-caption = Caption
access-proof-add = Upload
access-proof-added = File uploaded
access-proof-removed = File taken out
access-proof-remove = Take out { $name }

## The controllers' pages

access-manage-title = Access test of { $title }
access-manage-link = Access test
access-phase = Access test phase
access-phase-none = Not set yet
access-rules = Rules of the access test
access-rules-change = Change the rules of the access test
access-rules-channels = Channels tested at each office
access-rules-tells = Tell the province when an office is silent
access-rules-silence = Minutes of service time without response
access-rules-silence-hint = Only the office's service hours count; nights and holidays do not.
access-rules-opened = Offices see their access test
access-rules-opened-phase = After the access test phase has closed
access-rules-opened-announcement = After the results are announced
access-rules-leave = Collective leave counts as working days
access-rules-component = Component of the scheme to fill
access-rules-component-hint = Empty: the first component that comes from a sheet.
access-yes = Yes
access-no = No
access-sheet = Sheet
access-sheet-usual = { $title } (built-in sheet)
access-sheet-version = { $title } (version { $version })
access-sheet-change = See or replace the sheet
access-sheet-page = Access test sheet
access-sheet-intro = The sheet is a YAML file (terbuka/access-sheet/1). Download it, change it, upload it. Once the first case is drawn the sheet cannot be replaced.
access-sheet-download = Download the sheet in use
access-sheet-file = Sheet file
access-sheet-upload = Upload the sheet
access-sheet-uploaded = Sheet replaced
access-reason-hint = Say why; it is kept in the history.
access-scenarios = Scenario bank
access-scenarios-none = No scenarios yet.
access-scenario-add = Add a scenario
access-scenario-edit = Change scenario { $code }
access-scenario-code = Code
access-scenario-code-hint = Small letters, digits and hyphens, such as sk-dip
access-scenario-channels = For the channels
access-scenario-channels-hint = None chosen means all channels.
access-scenario-all = All channels
access-scenario-retired = Out of use
access-scenario-retire = Take out of use
access-scenario-revive = Use again
access-scenario-saved = Scenario saved
access-testers = Testers
access-testers-none = No testers in the pool of this round.
access-testers-title = Testers of this round
access-testers-intro = Testers are people with the role of access tester at the office that runs the round. A tester is never drawn for an office where he or she has another role or a declared tie, nor for those below it.
access-tester-person = Person
access-tester-institution = Institution
access-tester-ties = Offices with a tie
access-tester-ties-hint = Region codes, separated by commas. Offices below are included.
access-tester-roles = Roles at { $codes }
access-tester-put = Save the tester
access-tester-remove = Take out
access-tester-left = Has left
access-tester-saved = Pool saved
access-draws = Draws
access-draws-none = Not drawn yet.
access-draw-title = Draw the access test
access-draw-intro = One case for each office and channel. Cases that were not sent are called off and drawn again; those that were sent stay. From the seed and the recorded lists anybody can repeat this draw.
access-draw-seed = Seed of the draw
access-draw-seed-hint = Publish it first, then write it exactly so.
access-draw-submit = Draw
access-draw-done = Draw finished
access-draw-line = Draw { $number }: seed { $seed }, { $at }
access-draw-record = Download the record of draw { $number }
access-cases = Cases
access-cases-none = No cases yet.
access-cases-count = { $total } cases: { $sent } running, { $submitted } finished
access-tester = Tester
access-score = Score
access-correct-title = Correct the sheet
access-correct-intro = A sheet that was handed in changes only with a reason. The earlier version stays in the history.
access-correct-submit = Save the correction
access-corrected = Correction saved
access-history = History
access-event-drawn = Drawn
access-event-sent = Question sent
access-event-saved = Draft saved
access-event-submitted = Sheet handed in
access-event-corrected = Sheet corrected
access-event-proof-added = File added
access-event-proof-removed = File taken out
access-event-province-told = Province told
access-event-other = Changed
access-undrawn-no-time = { $channel }, { $office }: no service time is left
access-undrawn-no-tester = { $channel }, { $office }: every tester has a tie to this office
access-undrawn-no-scenario = { $channel }, { $office }: no scenario for this channel
access-undrawn = Could not be drawn

## The office's pages

access-office-title = Access test
access-office-link = Access test results
access-office-intro = These requests were made by testers as citizens. Who they are is not told.
access-office-none = No finished access test for this office.
access-office-average = Average of the access test
access-office-draw = Draw { $number } with the seed { $seed }
access-office-picture = Proof { $number }
access-days-to-answer = Working days to the answer

## Readiness

access-ready-link = Service readiness and rehearsal
access-ready-title = Service readiness
access-ready-intro = Check every day that citizens' requests reach you: credit, data, device, people on duty, automatic reply. This log is not scored.
access-ready-today = Today's check is in the log.
access-ready-not-today = Today's check is not in the log yet.
access-ready-checks = What is in order
access-ready-credit = Enough credit
access-ready-data = Data package active
access-ready-device = Device switched on and with the person on duty
access-ready-roster = People on duty
access-ready-roster-hint = Today and next, with their hours.
access-ready-auto-reply = Automatic reply outside service hours
access-ready-note = Note
access-ready-save = Log the check
access-ready-saved = Check logged
access-ready-log = Log of checks
access-ready-log-none = No checks yet.
access-ready-all = Ready
access-ready-gaps = Incomplete
access-ready-by = { $name }, { $at }
access-practice-title = Rehearsal
access-practice-intro = Try the access test on your own office with the same sheet and clock. A rehearsal never counts.
access-practice-tag = Rehearsal
access-practice-question = Question to rehearse with
access-practice-begin = Begin a rehearsal
access-practice-begun = Rehearsal begun
access-practice-end = Finish the rehearsal
access-practice-ended = Rehearsal finished
access-practice-saved = Rehearsal saved
access-practice-none = No rehearsals yet.
access-practice-running = Running
access-practice-line = { $channel }, { $at }
access-score-reason = From the access test: { $cases ->
    [1] one case
   *[other] mean of { $cases } cases
}
access-mail-subject = Request for public information
