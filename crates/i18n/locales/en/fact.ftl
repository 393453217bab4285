# Facts of the records of an office as evidence of answers.

fact-title = Fill from data
fact-lead = What the records of the office in Terbuka say to this question. When you take it, it is frozen as evidence; the answer is still yours to give.
fact-read-at = Read { $at }
fact-taken = Taken { $at } by { $name }
fact-counted =
    { $count ->
        [0] Nothing was counted
       *[other] What was counted: { $count }
    }
fact-counted-more =
    { $count ->
       *[other] and { $count } more; all of them are in the copy
    }
fact-not-counting = does not count
fact-take = Take as evidence
fact-take-about = Take as evidence: { $name }
fact-retake = Take again
fact-retake-about = Take again: { $name }
fact-give-back = Give back
fact-give-back-about = Give back: { $name }
fact-changed = The data say something else now: { $value }. Take it again if the new one counts.
fact-suggests = An answer that fits: { $answer }
fact-open = Open the copy (JSON)
fact-sha256 = SHA-256 { $hash }
fact-records = See the data
fact-took = The data were taken as evidence.
fact-gave-back = The evidence from data was given back.

fact-review-title = From Terbuka's data
fact-review-lead = The office took these data from its own records in Terbuka; the copy is frozen since then.
fact-review-same = The data are still the same.
fact-review-now = The data now: { $value } ({ $at }).
fact-review-gone = Those data are not there any more.

fact-history-taken = Data taken: { $name }, { $value }
fact-history-given-back = Data given back: { $name }

fact-count = { $count } { $unit }
fact-share = { $part } of { $of } { $unit }
fact-day-none = never yet
fact-text-none = none yet
fact-field = { $label }: { $value }

fact-unit-item = items
fact-unit-row = rows
fact-unit-duty = duties
fact-unit-test = exemptions
fact-unit-element = elements
fact-unit-day = date
fact-unit-yes-no = yes or no
fact-unit-number = number

fact-name-items = Public items
fact-name-items-periodic = Public items of the periodic class
fact-name-items-immediate = Public items of the immediate class
fact-name-items-always = Public items of the class available at all times
fact-name-newest-periodic = Periodic information last updated
fact-name-updated = Items updated this year
fact-name-decree = This year's decree on the list of public information
fact-name-decree-rows = Rows in this year's decree
fact-name-duties = Duties of publication that are current
fact-name-exemptions = Exemptions with a consequence test in force
fact-name-yearly-report = Yearly service report published
fact-name-maklumat = Elements of the service pledge
fact-name-service-standard = Service standard saved
fact-name-site = Site opens
fact-name-whatsapp = WhatsApp number of the PPID

fact-how-items = How many items of the office's list everybody could see when it was read.
fact-how-items-periodic = How many periodic items of the office's list everybody could see when it was read.
fact-how-items-immediate = How many immediate items of the office's list everybody could see when it was read.
fact-how-items-always = How many items of the class available at all times everybody could see when it was read.
fact-how-newest-periodic = The latest date on which an edition of periodic information became visible to everybody.
fact-how-updated = Items whose public edition appeared in the year of the filling, of all that everybody can see.
fact-how-decree = Yes where a decree on the list for the year of the filling was in force when it was read.
fact-how-decree-rows = How many rows the annex of the decree for the year of the filling has that was in force when it was read.
fact-how-duties = Duties of publication that are current, of all duties but the immediate ones.
fact-how-exemptions = Exemptions of the public list whose consequence test was in force when it was read, of all that were ever decided.
fact-how-yearly-report = Yes where the yearly service report is public and current.
fact-how-maklumat = Elements of the pledge (PerKI 1/2021 Art. 47) that the office's service standard has, of six.
fact-how-service-standard = Yes where the office has saved a service standard of its own.
fact-how-site = Yes where the front page of the office's site opened without signing in at Terbuka's latest visit.
fact-how-whatsapp = The WhatsApp number in the office's profile, which everybody sees.

fact-rules-title = Facts as answers
fact-rules-lead = Which questions are offered data of the office, and which answer they suggest. Without a file of its own the round follows what the program brings for this instrument.
fact-rules-map = Map of facts (YAML, format terbuka/facts/1)
fact-rules-off = Offer no data in this round
