# Recap, announcement, and the results that everybody can see.

result-component-moved = Somebody else has changed this score. Load the page again, then enter it.

## Worked sum

result-worked-title = Worked sum
result-worked-preliminary = Preliminary: it can change until the results are announced.
result-worked-not-scored = This office has no score: { $outcome }.
result-worked-components = Components and total
result-worked-questions = Section { $code }: { $title }
result-component = Component
result-component-score = Score (0–100)
result-component-weight = Weight
result-component-part = Contribution
result-component-rerank = for the order alone
result-question = Question
result-weight = Weight
result-weight-shared = Weight after sharing out
result-share = Share
result-points = Points
result-section-sum = Sum of the section
result-section-none = Not applicable
result-total = Total
result-not-applicable = not applicable
result-warnings = Notes
result-warning-unanswered = Question { $code } was not answered: counted as 0.
result-warning-unreviewed = Question { $code } was answered and not verified: counted as 0.
result-warning-missing = Component { $code } has no score yet.
result-warning-not-expected = Component { $code } has a score that does not count at this office.

## Outcomes

result-outcome-scored = Scored
result-outcome-not-registered = Not registered
result-outcome-not-submitted = Not submitted
result-outcome-not-assessed = Not assessed

## Components

result-components-title = Scores of a component: { $name }
result-components-intro = Enter numbers from 0 to 100. An empty row means that there is no score yet.
result-components-caption = Scores by office
result-components-saved = { $count } scores saved.
result-components-change-reason = A reason is needed to change a score that is there.
result-score-for = Score of { $office }
result-reason-for = Reason for { $office }

## Recap

result-recap-title = Recap
result-recap-preliminary = Numbers move with the verification until results are proposed.
result-recap-frozen = The numbers are frozen in the proposal.
result-recap-corrected = Numbers come from the latest judgements, corrections included. What was announced does not change until corrected results are announced.
result-recap-caption = Score, category and rank by office
result-recap-province = Province
result-recap-all = All
result-recap-filter = Filter
result-recap-change = Against last year
result-recap-notes = Notes
result-recap-notes-count = { $count ->
    [one] { $count } note
   *[other] { $count } notes
}
result-recap-enter = Enter scores of { $name }
result-recap-files = Files of the calculation
result-recap-files-note = The first three files give the fourth, byte for byte, with the command terbuka score.
result-rank-national = National rank
result-rank-province = Rank in the province

## Proposal

result-proposal = Announcement
result-propose = Propose the results
result-propose-intro = The numbers are frozen when they are proposed. Another person must approve them in time.
result-propose-not-yet = Results can be proposed when the verification has ended, on { $time }.
result-publish-date = Date of publication
result-publish-time = Time of publication (WIB)
result-publish-time-hint = For example 10.00
result-decree = Number of the decree
result-decree-hint = Leave empty if there is none yet.
result-note = Note to the approver
result-state-proposed = Proposed, waiting for approval
result-state-approved = Approved, waiting for its time
result-state-published = Announced
result-state-withdrawn = Withdrawn
result-proposed-by = Proposed by
result-approved-by = Approved by
result-publish-at = Published on
result-hash = SHA-256 of the results file
result-approve = Approve the results
result-approve-other = Somebody else must approve: you proposed them.
result-withdraw = Withdraw the proposal
result-withdraw-reason = Reason for withdrawing
result-proposed = The results are proposed. Their numbers are frozen.
result-approved = The results are approved and will appear in time.
result-withdrawn = The proposal is withdrawn. Numbers move again.
result-view-public = See the page of results

## For everybody

result-home-title = Public information openness
result-home-lead = See how open the assessed offices are, from the whole of Indonesia down to a single office.
result-home-latest = Latest results: { $title }
result-home-none = No results have been announced yet.
result-home-search = Find an office
result-home-search-label = Name of a regency, city or province
result-home-more = See all results
result-list-title = Results
result-list-caption = Announced rounds
result-list-round = Round
result-list-published = Announced
result-list-scored = Offices with a score
result-list-none = No results have been announced yet.
result-round-title = Results of { $title }
result-province-title = { $office }: results of { $title }
result-published = Announced { $time }
result-decree-line = Decree { $decree }
result-headline = { $percent } { $category } { $scope }
result-headline-national = nationally
result-headline-of = { $count } of { $scored } offices with a score
result-mean = Mean score
result-categories = Categories
result-categories-caption = Offices by category
result-category = Category
result-category-from = Score from
result-count = Offices
result-percent = Share
result-percent-note = Shares are of the offices with a score.
result-before = The year before ({ $year })
result-outside = Without a score
result-map = Map of provinces
result-map-caption = Share of offices in the category { $category } by province, in percent. The table of provinces has the same figures. All tiles have one size.
result-map-title = Tile map: share of offices in the category { $category } by province
result-provinces = Provinces
result-provinces-caption = Results by province
result-province = Province
result-ranking = Ranking
result-ranking-caption = Ranking of offices
result-ranking-filtered = { $count } of { $total } offices
result-ranking-none = No office matches. Change or clear the filter.
result-filter = Filter the ranking
result-filter-name = Name of the office
result-filter-category = Category
result-rank = Rank
result-rank-in-province = In province
result-office = Office
result-score = Score
result-score-before = Score { $year }
result-change = Difference
result-download = Download this table:
result-download-csv = CSV
result-download-json = JSON
result-office-back = All results of { $title }
result-office-rank = Rank { $rank } of { $of } offices with a score
result-office-rank-province = Rank { $rank } in { $province }
result-office-scale = Categories follow this scale
result-office-before = Result of { $title }: score { $score }, { $category }
result-office-sections-caption = Points by section
result-section = Section
result-section-max = At most
result-office-questions = Details by question
result-office-private = Answers and evidence of the office are not shown.
result-feed-title = Announcements of results
result-description = Score, category and rank of public information openness: { $title }.

# Corrections after the announcement
result-state-superseded = Replaced by a correction
result-approve-password = Your password
result-approve-password-hint = This approval decides the official results, so prove once more that it is you.
result-signer = Name of the signatory
result-signer-hint = Printed on certificates and letters. Leave it empty where they are signed by hand.
result-signer-title = Office of the signatory
result-place = Place
result-correct-link = Correct announced results
result-correct-title = Correct results
result-correct-intro = What is corrected here shows to the public once the corrected results are proposed, approved by another person, and announced. The old results are kept and marked.
result-correct-share = Share
result-correct-share-hint = From 0 to 1, such as 1, 0.5 or 2/3. It replaces the judgement before it.
result-correct-save = Save correction
result-correct-list = Corrections so far
result-correct-none = No corrections yet.
result-corrected = Correction saved. The announced results have not changed yet.
result-correction-by = { $by }, { $at }
result-correction-waits = The numbers below differ from the announced ones. Propose the corrected results to make them count.
result-correction-hint = Anybody can read this reason.
result-correction-nothing = The numbers are those that were announced. Enter the correction first.
result-propose-correction-intro = This proposal corrects results that were announced. The old edition stays and is marked as replaced.
result-recap-public = Announced

result-recommendations = Recommendations
result-recommendations-lead = The questions that cost the most points. Mending them raises the score fastest.
result-history = Results in other assessments
result-correction = These results are correction { $number }, announced { $at }. The reason: { $reason }
result-code = Code
result-total-exact = Exact total
result-recap-before = Total before
result-sections-sheet = Points by indicator
result-recap-tables = Tables to read and work with:

result-changes-title = What changed since the province judged
result-changes-lead = Each answer that was judged again by a second reading, an appeal or a correction, with the reason and who decided.
result-changes-nothing = No answer has been judged again.
result-changes-up = Up
result-changes-down = Down
result-changes-same = Unchanged
result-changes-none = Not judged
result-changes-before = Province
result-changes-after = Counts
result-changes-whose = Decided by
