# Acting for somebody else: an administrator helps.

acting-label = You act for somebody else
acting-banner = { $by } acts in the name of { $name } until { $until }. Everything done is recorded under both names.
acting-stop = Stop helping
acting-title = Help as this person
acting-note = For 30 minutes you see and fill in as this person. Judging, signing, sending and changing passwords are not possible. Beginning, end and every change are recorded.
acting-reason = Reason for helping
acting-reason-hint = The person who is helped can read it, for example the number of a request for help.
acting-begin = Begin helping
acting-done-stopped = You act as yourself again.
people-event-acting-began = An administrator began to act in this person's name
people-event-acting-ended = An administrator stopped acting in this person's name
