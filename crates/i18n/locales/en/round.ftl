# Rounds: phases, states, and what people are told of them.

## Phases

round-phase-socialisation = Socialisation
round-phase-filling = Filling the SAQ
round-phase-access-test = Access test
round-phase-verification = Verification
round-phase-appeal = Appeal
round-phase-recap = Recap
round-phase-interview = Interview
round-phase-announcement = Announcement
round-no-date = none

## States

round-state-draft = Draft
round-state-scheduled = Scheduled
round-state-running = Running
round-state-announced = Announced
round-state-cancelled = Cancelled

## What cannot be done now

round-filling-has-opened = The filling has opened, so its opening cannot be moved ahead.
round-participant-has-begun = A public body that has begun to fill its answers cannot be taken out. Choose it again.
round-questions-vanish = Questions that have been answered are not in the new version. Look at the list, then agree.
round-not-a-version = After the filling has opened, choose another version of the same instrument or scheme.

## Notices

round-notice-scheduled = { $title } is scheduled
round-notice-phase = { $phase }: { $opens } to { $closes }.
round-notice-phases = The dates of { $title } have changed
round-notice-opens-moved = { $phase } opens { $new } (before: { $old }).
round-notice-closes-moved = { $phase } closes { $new } (before: { $old }).
round-notice-extension = More time for { $title }
round-notice-extended-until = { $phase } for { $body } is extended to { $new }.
round-notice-documents = Instrument or scheme of { $title } was replaced by a new version
round-notice-cancelled = { $title } is cancelled
round-notice-reason = Reason: { $reason }

## The page for participants

round-from-to = { $opens } to { $closes }
round-phase = Phase
round-phases = Phases and dates
round-opens = Opens
round-closes = Closes
round-standing-before = Not open yet
round-standing-open = Open now
round-standing-after = Closed
round-guidelines = Guidelines
round-guidelines-none = There are none yet.
round-questions = Questions
round-questions-intro = A preview, to prepare. Answers are given on the self-assessment pages.
round-manage = Manage this round
round-notices-title = Notices
round-notices-none = There are no notices.
round-notices-read = Mark all as read
round-notices-new = New
