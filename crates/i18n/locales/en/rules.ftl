# Rules of a round

rules-notice-changed = The rules of { $title } have changed
rules-event-changed = Rules of the assessment changed
