# The list of public information (DIP): items, editions, files.

catalogue-class-periodic = Periodic
catalogue-class-immediate = Immediate
catalogue-class-always = At all times
catalogue-class-periodic-long = Periodic information
catalogue-class-immediate-long = Immediate information
catalogue-class-always-long = Information at all times
catalogue-class-periodic-hint = Published at least every six months (Law 14/2008, Art. 9).
catalogue-class-immediate-hint = Published at once where lives or public order are concerned (Art. 10).
catalogue-class-always-hint = Always available on request (Art. 11).
catalogue-form-printed = Printed
catalogue-form-recorded = Recorded
catalogue-form-online = Online
catalogue-licence-open = Public information, naming the source (Law 14/2008, Art. 5)
catalogue-licence-by = Creative Commons Attribution 4.0 (CC BY 4.0)
catalogue-licence-by-sa = Creative Commons Attribution-ShareAlike 4.0 (CC BY-SA 4.0)
catalogue-licence-zero = No conditions (CC0 1.0)
catalogue-state-draft = Draft
catalogue-state-checked = Checked
catalogue-state-published = Published
catalogue-state-revised = Published, revision in progress
catalogue-state-rechecked = Published, revision checked
catalogue-state-withdrawn = Withdrawn

catalogue-field-title = Title
catalogue-field-title-hint = What people search for: “Financial report 2025”, not “Document 12”.
catalogue-field-summary = Summary of content
catalogue-field-summary-hint = Two or three sentences: what it holds, what for, which period.
catalogue-field-class = Class
catalogue-field-holder = Official or unit that holds it
catalogue-field-responsible = Responsible for making or issuing it
catalogue-field-made-on = Date made
catalogue-field-place = Place made
catalogue-field-made = Time and place made
catalogue-field-forms = Forms in which it is available
catalogue-field-retention = Retention
catalogue-field-retention-hint = By the records retention schedule, such as: 5 years, then destroyed; or: permanent.
catalogue-field-legal-basis = Legal basis
catalogue-field-licence = Terms of use
catalogue-field-language = Language of the document
catalogue-field-language-hint = A code of two or three letters: id, en, jv, dyk.
catalogue-field-keywords = Keywords
catalogue-field-keywords-hint = Separated by commas; other words that people use to find it.
catalogue-field-link = Address on another site
catalogue-field-link-hint = Where the document stands on another site, such as JDIH.
catalogue-field-accessible = The document can be read with a screen reader
catalogue-field-redacted = A part of it is blacked out
catalogue-field-about = About the document
catalogue-field-year = Year

catalogue-list-title = List of public information
catalogue-list-lead = Information that { $office } holds and that is open to everybody. What is not here can be requested.
catalogue-list-found =
    { $count ->
        [0] No items yet
        [one] 1 item
       *[other] { $count } items
    }
catalogue-list-none = Nothing has been published here yet.
catalogue-list-none-filtered = No items with this filter.
catalogue-list-all = All classes
catalogue-list-all-years = All years
catalogue-list-filter = Filter
catalogue-list-files = Download this list
catalogue-list-csv = CSV
catalogue-list-json = JSON
catalogue-dcat-title = List of public information of { $office }
catalogue-list-newest = Newest

catalogue-item-versions = Editions
catalogue-item-version = Edition { $number }, { $date }
catalogue-item-version-now = (the one shown)
catalogue-item-files = Files
catalogue-item-no-files = There are no files here. Ask the information officer for a copy.
catalogue-item-size = { $media }, { $size }
catalogue-item-first-page = See the first page
catalogue-item-page-of = First page: { $file }
catalogue-item-sha = SHA-256
catalogue-item-link = Open on another site
catalogue-item-published = Published { $date }
catalogue-item-updated = updated { $date }
catalogue-item-cite = How to cite
catalogue-item-cite-line = { $office }. ({ $year }). { $title } (edition { $number }). { $address }
catalogue-item-machine = For programs
catalogue-item-reference = Number
catalogue-item-redacted = A part of these files is blacked out under Law 14/2008, Art. 17.
catalogue-item-revised = Reason for the revision: { $reason }
catalogue-item-withdrawn-title = This information was withdrawn
catalogue-item-withdrawn = Withdrawn { $date }. Reason: { $reason }
catalogue-item-withdrawn-ask = You can still request it from the information officer.

desk-title = Service desk of { $office }
desk-own = Service desk
desk-lead = What the information officer does every day for the public.
desk-catalogue = List of public information
desk-catalogue-hint = Add, check, publish and revise information.
desk-public-site = See the public site
desk-add = Add information
desk-list-empty = No items yet. Add the first one.
desk-state = State
desk-state-all = All states
desk-changed = Changed
desk-new-title = Add information
desk-edit-title = Change information
desk-edit-public = Changes are kept as the next edition. What is public stays until that edition is published.
desk-save-draft = Save draft
desk-saved = Saved.
desk-conflict = Somebody else changed this item meanwhile. What you wrote is still below. Compare it with what is stored, then save again.
desk-conflict-withdrawn = This item has been withdrawn from the public. Reason: “{ $reason }”. What you typed is still below. To save it, write on with the item as a draft.
desk-conflict-withdrawn-officer = This item has been withdrawn from the public. Reason: “{ $reason }”. What you typed is still below and is not saved. Only the PPID can write on with it: copy your text and ask the PPID to reopen the item.
desk-resume-save = Write on and save as a draft
desk-conflict-stored = What is stored now
desk-edit = Change
desk-gaps-title = Not yet complete for the list of public information
desk-check = Mark as checked
desk-check-hint = The seven columns are filled, and no personal data are open.
desk-checked = Marked as checked.
desk-return = Send back to be written
desk-returned = Sent back to be written.
desk-publish = Publish
desk-publish-hint = Leave date and time empty to show it at once. Fill both to put it off (embargo).
desk-publish-date = Visible from
desk-publish-time = Time ({ $zone })
desk-published = Published.
desk-reason-revision = Reason for the revision
desk-reason = Reason
desk-at-once = Publish at once
desk-at-once-hint = Immediate information does not wait for a check.
desk-discard = Give this edition up
desk-discarded = The edition was given up; the public one stays.
desk-withdraw = Withdraw from the public
desk-withdraw-hint = Its page stays and says since when and why it was withdrawn.
desk-withdrawn = Withdrawn from the public.
desk-resume = Write on
desk-resumed = Being written again as the next edition.
desk-step-stale = This item changed meanwhile. Look at it as it is now, then try again.
desk-step-impossible = That step is not possible in the present state.
desk-no-publisher = Publishing is done by the PPID.
desk-files = Files
desk-files-add = Upload files
desk-files-choose = Choose files
desk-files-hint = PDF, DOCX, XLSX, ODT, ODS, CSV, pictures or videos.
desk-files-caption = Caption
desk-files-added = Files added.
desk-files-remove = Remove { $name }
desk-files-remove-short = Remove
desk-files-removed = The file was removed from this edition.
desk-files-broke-off = The upload broke off. Send it again.
desk-history = History
desk-history-begun = Begun
desk-history-written = Content changed
desk-history-checked = Marked as checked
desk-history-returned = Sent back to be written
desk-history-published = Published
desk-history-discarded = Edition given up
desk-history-withdrawn = Withdrawn
desk-history-resumed = Being written again
desk-history-file-added = File added: { $name }
desk-history-file-removed = File removed: { $name }
desk-public-page = See the public page
desk-public-from = Visible to the public from { $date }.
catalogue-not-immediate = Only immediate information is published without a check.

desk-import = Import from a table
desk-import-title = Import a list from a table
desk-import-lead = Send the list that you have, such as the annex of the DIP decree. Columns are known by the words of their headings, in any order. Good rows become drafts; before that you see what was read and what is wrong.
desk-import-file = Table file
desk-import-file-hint = XLSX, ODS or CSV, 5,000 rows at most; the first sheet with any content is read.
desk-import-class = Class
desk-import-class-of-row = As a column of the table says
desk-import-look = Look through the table
desk-import-take =
    { $count ->
        [one] Make 1 row a draft
       *[other] Make { $count } rows drafts
    }
desk-import-taken = The table was taken over.
desk-import-done =
    { $made ->
        [one] 1 row became a draft.
       *[other] { $made } rows became drafts.
    }
desk-import-good =
    { $count ->
        [one] 1 row can be taken over.
       *[other] { $count } rows can be taken over.
    }
desk-import-faulty =
    { $count ->
        [0] No row is wrong.
        [one] 1 row is wrong.
       *[other] { $count } rows are wrong.
    }
desk-import-present =
    { $count ->
        [one] 1 row is left out because it is in the list already (row { $rows }).
       *[other] { $count } rows are left out because they are in the list already (rows { $rows }).
    }
desk-import-unknown = Columns that are not known and are left out: { $columns }.
desk-import-faults = Rows that are wrong
desk-import-faults-lead = Correct them in the table and send it again: rows that were taken over are left out.
desk-import-rows = What can be taken over
desk-import-row = Row
desk-import-wrong = What is wrong
desk-import-repeats = The same as row { $row }.
desk-import-more =
    { $count ->
        [one] and 1 more row.
       *[other] and { $count } more rows.
    }
desk-import-unreadable = The table cannot be read, or is too large. Save it again as XLSX or CSV.
desk-import-no-heading = There is no row with known headings. Use headings as in the DIP form: Ringkasan isi informasi, Pejabat yang menguasai, Penanggung jawab, …
desk-import-no-title = There is no column “Judul” or “Ringkasan isi informasi”.
desk-import-empty = There are no rows below the headings.
desk-import-too-many = More than 5,000 rows. Split it into several tables.
desk-withdrawn-not-later = What was once withdrawn can only be published now. Until a later minute the public would see what was withdrawn.
desk-upload-too-late = What this file was for changed while it was sent. Open its page again.
