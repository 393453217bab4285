# Decrees on the list of public information: frozen, decided, compared.

decree-title = Decrees on the list of public information
decree-hint = Freeze the list for a year, print its annex, compare decrees.
decree-lead = A frozen list is a copy of everything that was public at that moment. The head of the office or the PPID's superior decides it with number and date; after that its content never changes. A change within the year is a new decree that takes its place.
decree-none = No list has been frozen yet.
decree-list-caption = Frozen lists
decree-column-year = Year
decree-column-name = Name and number
decree-column-rows = Rows
decree-column-state = State
decree-state-draft = Draft
decree-state-decided = In force
decree-state-superseded = Superseded
decree-state-revoked = Revoked
decree-state-dropped = Given up

decree-freeze = Freeze the list
decree-freeze-lead =
    { $count ->
        [0] Nothing is public yet, so there is nothing to freeze.
        [one] { $count } public item will be copied into the draft.
       *[other] { $count } public items will be copied into the draft.
    }
decree-freeze-year = For the year
decree-freeze-name = Name of the list on the annex
decree-freeze-name-default = Daftar Informasi Publik Tahun { $year }
decree-nothing-public = Nothing is public yet, so nothing can be frozen
decree-frozen = The list was frozen as a draft.
decree-refreeze = Freeze anew from the list as it is now
decree-refreeze-hint = This draft is replaced by a copy of what is public now.
decree-refrozen = The draft was frozen anew.

decree-rows =
    { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
decree-reference = Number of the copy
decree-year = Year
decree-frozen-at = Frozen
decree-frozen-by = { $name }, { $at }
decree-number = Number of the decree
decree-day = Date of the decree
decree-place = Place
decree-signer = Name of who signs
decree-signer-title = Post of who signs
decree-decided-by = Decided in Terbuka by
decree-ended = Ended
decree-reason = Reason
decree-reason-supersede = Reason for the replacement
decree-reason-supersede-hint = Decree { $number }, which is in force for this year, will be superseded by this one.
decree-successor = Superseded by
decree-sha256 = SHA-256 of the copy
decree-sha256-hint = Fingerprint of the JSON file, byte for byte. Anybody can compute it again.
decree-files = Annex
decree-file-pdf = PDF to print and sign
decree-file-xlsx = Workbook (XLSX)
decree-file-csv = CSV
decree-file-json = Frozen copy (JSON)
decree-scan = Signed scan
decree-scan-none = There is no scan yet.
decree-scan-hint = PDF of the signed decree with its annex. Everybody can download it; check first that it holds no personal data that it need not.
decree-scan-add = Upload the scan
decree-scan-added = The scan was uploaded.
decree-scan-remove = Take the scan away
decree-scan-removed = The scan was taken away.

decree-decide-title = Decide
decree-decide-hint = Once decided, the list is public and its content never changes.
decree-decide = Decide this list
decree-decide-own = You froze this list; somebody else decides it.
decree-decide-waits = Waits for the head of the office or the PPID's superior to decide.
decree-decided = The list was decided.
decree-day-later = The date of the decree cannot be after today
decree-day-before-freezing = The date of the decree cannot be before the list was frozen
decree-drop-title = Give the draft up
decree-drop = Give this draft up
decree-dropped = The draft was given up.
decree-revoke-title = Revoke
decree-revoke-hint = The decree can still be read by everybody, marked as revoked.
decree-revoke = Revoke this decree
decree-revoked = The decree was revoked.
decree-stale = Somebody else changed this decree first. Look at its state and try again if it is still needed.
decree-impossible = This step is not possible any more in its present state.

decree-drift-title = Compared with the list now
decree-drift-none = The public list is still the same as this copy.
decree-drift = Since it was frozen: { $added } added, { $removed } taken out, { $changed } changed.
decree-drift-open = See the changes
decree-compare-title = Compare
decree-compare-lead = What was added, taken out and changed from one to the other, column by column.
decree-compare-old = From
decree-compare-new = To
decree-compare-today = The list that is public now
decree-compare = Compare
decree-compare-choice = { $year }: { $name } ({ $state })
decree-compare-csv = Download the comparison (CSV)
decree-compare-alike = Both are the same.
decree-added = Added ({ $count })
decree-removed = Taken out ({ $count })
decree-changed = Changed ({ $count })
decree-same =
    { $count ->
        [one] { $count } row is the same in both.
       *[other] { $count } rows are the same in both.
    }
decree-compare-column = Column
decree-compare-was = Before
decree-compare-is = After
decree-edition = Edition
decree-history = History
decree-history-frozen = Frozen
decree-history-refrozen = Frozen anew
decree-history-decided = Decided
decree-history-superseded = Superseded
decree-history-revoked = Revoked
decree-history-dropped = Given up
decree-history-scan-added = Scan uploaded
decree-history-scan-removed = Scan taken away
decree-history-other = Changed

decree-annex-draft = draft of { $title }
decree-annex-decree = Decree number { $number } of { $day } on { $title }

decree-notice-frozen = { $office }: the list of public information for { $year } waits for its decree
decree-notice-frozen-what = The list has been frozen. Check its annex, then decide it with number and date.
decree-notice-decided = The list of public information for { $year } was decided by decree { $number }
decree-notice-revoked = Decree { $number } on the list of public information for { $year } was revoked

decree-public-title = Decrees on the list of public information
decree-public-lead = The list of public information of { $office } as it was decided for each year. The content of a decree never changes; the list that is always current is on the page of the list of public information.
decree-public-none = No list has been decided yet.
decree-public-year = Year { $year }
decree-public-decision = Decree number { $number }, { $day }, { $place }
decree-public-signer = Signed by { $name }, { $title }
decree-public-ended = { $state } { $at }: { $reason }
decree-public-successor = Superseded by { $reference }
decree-public-link = The list as decided for each year
decree-public-scan = Signed decree (PDF, { $size })
decree-public-json = This list of decrees is also there as
