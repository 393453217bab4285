# Duties of publication: what law asks for, and how current this office is.

duties-title = Duties of publication
duties-hint = What law asks you to publish: missing, late, or due soon.
duties-lead = Everything that law asks for, by class. A duty is met while information that answers it is public and not too old.
duties-score = Currency score
duties-score-of = { $current } of { $counted } duties are current
duties-score-how = Counted over all duties but immediate ones, each with the same weight. What is due soon is current still.
duties-count-missing = missing
duties-count-late = late
duties-count-due-soon = due soon
duties-column-duty = Duty
duties-column-state = State
duties-column-item = Information that answers it
duties-state-missing = Missing
duties-state-late = Late
duties-state-due-soon = Due soon
duties-state-met = Met
duties-state-on-event = When it happens
duties-every = at least every { $months } months
duties-yearly = every year, by { $day }
duties-always = available at all times
duties-on-event = at once, when it happens
duties-last = last published { $date }
duties-due = by { $date }
duties-was-due = was due { $date }
duties-add = Add
duties-add-about = Add information for: { $name }
duties-more-items =
    { $count ->
        [one] and { $count } other
       *[other] and { $count } others
    }
duties-not-public = not public yet
duties-from-memory = The legal basis of this entry has not been compared with its original text yet.
duties-field = Duty that it answers
duties-field-hint = What law asks for in this class. Leave empty if none.
duties-none = Answers no particular duty
duties-in-class = { $class }: { $name }
duties-other-class = This duty belongs to another class. Choose a duty of the same class.
duties-notice = Duties of publication of { $office }
duties-notice-late = Late, was due { $date }: { $name }
duties-notice-soon = Due soon, { $date }: { $name }
duties-notice-more =
    { $count ->
        [one] And { $count } other duty.
       *[other] And { $count } other duties.
    }
