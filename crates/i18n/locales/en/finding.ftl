# What is known of files of evidence: sentences for the office and for verifiers.

finding-title = What is known of this file
finding-level-good = Good
finding-level-look = To be looked at
finding-level-problem = Problem
finding-waiting = This file is being examined. Load this page again in a moment.
finding-failed = The file is kept, but its content could not be examined by the program.
finding-nothing = Nothing particular.
finding-quarantine-bomb = This file unpacks to far more than a document does. It is in quarantine: kept, but nobody can open it. Replace it by another file.
finding-quarantine-virus = The virus scanner found "{ $name }". The file is in quarantine: kept, but nobody can open it. Replace it by a clean file.
finding-notice-quarantined = The file "{ $file }" is in quarantine
finding-notice-quarantined-why = Nobody can open the file of question { $question }. Open the question to see why, and replace the file.

finding-concern = Question { $number }, { $name }: { $sentence }

## Photos

finding-taken-in-round = Taken { $at } by the camera's clock: within the round.
finding-taken-before = Taken { $at } by the camera's clock: { $days } days before the round began.
finding-taken-later = The camera says { $at }, after this file arrived: its clock is wrong.
finding-no-date = The file does not say when the photo was taken.
finding-stamped = Taken with the camera of this page { $at }; time and place are stamped on the photo.
finding-stamp-off = Claims to be taken with the camera of this page { $at }, which does not fit its arrival.
finding-at-office = Taken about { $distance } from the office.
finding-far = Taken about { $distance } from the office: see whether that is still in its area.
finding-very-far = Taken about { $distance } from the office: outside its area.
finding-office-unknown = The photo says where it was taken, but the office's place on the map is not given, so they cannot be compared.
finding-no-place = The file does not say where the photo was taken.
finding-camera = Camera: { $name }.
finding-edited = Written by an editing program: { $name }.
finding-edited-history = The file holds a history of edits.
finding-screenshot = This is a screenshot.
finding-blank = The picture is nearly empty: one colour only.
finding-small = A small picture, { $width } × { $height } pixels: details are hard to read.

## Documents

finding-pages = { $count } pages.
finding-text = Its text can be searched and read aloud.
finding-scan = Scanned pictures only: its text cannot be searched.
finding-signed = It has a digital signature. Whether it is genuine is not checked here.
finding-unsigned = It has no digital signature. Look for one by hand on the pictures of its pages.
finding-year = It names the year { $year }.
finding-no-year = The pages that were read do not name the year { $year }.
finding-rows = A sheet of { $rows } rows and { $columns } columns.
finding-words = { $count } words.
finding-empty = There is nothing in it.

## Videos

finding-length = Length { $length }.
finding-too-long = Length { $length }, more than { $most }.
finding-plays = Browsers can play it.
finding-does-not-play = Browsers cannot play it ({ $codec }): it has to be downloaded.
finding-starts-late = It plays only when it has been downloaded whole.

## Oddities

finding-active = It holds something that acts when it is opened ({ $part }). Only pictures of its pages are shown here.
finding-part-javascript = a script
finding-part-launch = a command to start a program
finding-part-open-action = an action at opening
finding-part-embedded-file = a file in the file
finding-part-rich-media = embedded media
finding-part-macro = a macro
finding-part-external-link = links to other files
finding-polyglot = This file is one of another type too ({ $second }). Do not open it outside of this page.
finding-bomb = This file unpacks to far more than a document does.
finding-broken = Its content is damaged: it cannot be read to the end.
finding-locked = The file is locked with a password: verifiers cannot open it.
finding-too-costly = Too heavy to be shown here: there is no preview.
finding-no-preview = This server can make no preview of it. The file can be downloaded.
finding-late = Marked as uploaded late: it arrived after the answers were signed.

## Seen before

finding-seen-same = The same file
finding-seen-near = A picture like it
finding-also-in = Also used in question { $numbers }.
finding-seen-own-question = { $what } is at question { $question } of this office, added { $at }.
finding-seen-own-round = { $what } is in { $round }, question { $question } of this office, added { $at }.
finding-seen-office = { $what } is at { $office }, question { $question }, added { $at }.
finding-seen-office-round = { $what } is at { $office }, { $round }, question { $question }, added { $at }.
finding-seen-hidden = { $what } is at another office, added { $at }.
finding-seen-more = And { $count } more places.
finding-compare = Compare
finding-compare-here = This file
finding-compare-there = Seen before
finding-compare-alt = Small picture of other evidence

## Previews

finding-preview-alt = Preview of { $name }
finding-page-alt = Page { $page } of { $name }
finding-pages-shown = { $shown } of { $pages } pages are shown. Download the file to see the rest.
finding-poster-alt = First picture of the video { $name }
finding-play = Play the video { $name }
finding-table-caption = First rows of { $name }
finding-beginning = How the document begins
finding-original = Download the original
finding-original-about = { $name }, { $size }
finding-original-warning = The original may hold personal data of whoever made it.
