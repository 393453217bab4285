# Many files at once, for the list of public information.

desk-many = Many files at once
desk-many-title = Add from many files
desk-many-lead = Choose or drop up to 50 files. They are read to guess titles and dates; you check and correct them, and all become drafts in one step.
desk-many-choose = Choose files
desk-many-hint = PDF, DOCX, XLSX, ODT, ODS, CSV, pictures or videos, at most { $size } each.
desk-many-send = Upload the files
desk-many-arrived = The files have arrived and are being read.
desk-many-present = Waiting below already: { $name }.
desk-many-waiting =
    { $count ->
        [one] One file waits to be checked
       *[other] { $count } files wait to be checked
    }
desk-many-waiting-lead = Files that do not become drafts within 7 days are removed.
desk-many-reading = Some of the files are still being read.
desk-many-reload = Load again
desk-many-reading-one = Still being read; there is no guess yet.
desk-many-guessed = Title and date are guessed from what it says.
desk-many-guess-none = Nothing could be guessed from what it says.
desk-many-double = The same file is there already at:
desk-many-include = Make a draft
desk-many-title-of = Title
desk-many-day-of = Made on
desk-many-expires = Removed on { $date } unless it is used.
desk-many-remove = Remove { $name }
desk-many-for-all = For all files
desk-many-class-all = Class
desk-many-holder-all = Who holds it
desk-many-class-own = Class
desk-many-as-above = As above
desk-many-take = Make drafts
desk-many-made = Drafts were made of the chosen files.
desk-many-none-chosen = No file is chosen to become a draft.
desk-many-gone = This file does not wait any more: a colleague has used or removed it.
desk-many-shut-in = This file cannot be used: something harmful was found in it.

desk-attach-open = Attach to an item that is there already
desk-attach-title = Attach files that wait
desk-attach-lead = Choose the item that is to get files. Those changed last come first.
desk-attach-search = Search title or number
desk-attach-find = Search
desk-attach-none = No item has these words.
desk-attach-more = Only the first 20 are shown. Narrow the search with another word.
desk-attach-to = Attached to:
desk-attach-other = Choose another item
desk-attach-public = This item is public. Files go into the next edition; what is public stays until that is published.
desk-attach-files = Files that wait
desk-attach-no-files = No files wait.
desk-attach = Attach
desk-attach-none-chosen = No file is chosen yet.
desk-attach-waiting =
    { $count ->
        [one] Choose from one file that waits at the desk
       *[other] Choose from { $count } files that wait at the desk
    }
