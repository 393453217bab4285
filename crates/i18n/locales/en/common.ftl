# Words used everywhere. One line for each key; keys begin with the name of their file.

-app = Terbuka

common-app-name = { -app }

## Actions

common-save = Save
common-continue = Continue
common-save-and-continue = Save and continue
common-back = Back
common-cancel = Cancel
common-delete = Delete
common-remove = Remove
common-add = Add
common-edit = Edit
common-close = Close
common-open = Open
common-send = Send
common-confirm = Confirm
common-print = Print
common-download = Download
common-upload = Upload
common-choose = Choose
common-choose-file = Choose a file
common-search = Search
common-filter = Filter
common-filter-clear = Clear filters
common-sort = Sort
common-show = Show
common-hide = Hide
common-show-all = Show all
common-change = Change
common-try-again = Try again
common-copy = Copy
common-copied = Copied
common-sign-in = Sign in
common-sign-out = Sign out
common-previous = Previous
common-next = Next
common-first = First
common-last = Last
common-more = More

## Words

common-yes = Yes
common-no = No
common-or = or
common-and = and
common-none = None
common-unknown = Unknown
common-optional = optional
common-required = required
common-label-optional = { $label } (optional)
common-name = Name
common-email = Email address
common-password = Password
common-phone = Telephone number
common-address = Address
common-date = Date
common-time = Time
common-status = Status
common-action = Action
common-note = Note
common-reason = Reason
common-description = Description
common-file = File
common-link = Link
common-code = Code
common-number = Number
common-total = Total
common-score = Score
common-rank = Rank
common-category = Category
common-province = Province
common-regency = Regency or city
common-office = Office
common-year = Year
common-page = Page
common-page-of = Page { $page } of { $pages }
common-results = { $count ->
    [one] { $count } result
   *[other] { $count } results
}
common-no-results = No results.
common-language = Language
common-help = Help
common-contact = Contact
common-skip-to-content = Skip to main content
common-opens-new-tab = opens in a new tab
common-file-with-size = { $name } ({ $size })
common-not-connected = not connected

## Errors

common-error = Error
common-error-prefix = Error:
common-error-title = Error: { $title }
common-error-summary = There is a problem
common-warning = Warning
common-important = Important
common-success = Success

## States

common-status-not-started = Not started
common-status-in-progress = In progress
common-status-done = Completed
common-status-problem = There is a problem
common-status-waiting = Waiting
common-status-closed = Closed
common-status-cannot-start = Cannot start yet
common-saved = Saved
common-saved-at = Saved { $time }
common-not-saved = Not saved yet
common-saving = Saving…

## Dates

common-date-at-time = { $date } at { $time }
common-month-january = January
common-month-february = February
common-month-march = March
common-month-april = April
common-month-may = May
common-month-june = June
common-month-july = July
common-month-august = August
common-month-september = September
common-month-october = October
common-month-november = November
common-month-december = December
common-day-monday = Monday
common-day-tuesday = Tuesday
common-day-wednesday = Wednesday
common-day-thursday = Thursday
common-day-friday = Friday
common-day-saturday = Saturday
common-day-sunday = Sunday
common-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
common-working-days = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
}
