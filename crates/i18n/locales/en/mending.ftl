# Questions that a verifier returned to the office.

mending-title = Returned by the verifier
mending-returned = Returned at { $time }. What is to be mended:
mending-until = It can be changed and sent again until { $time }. The other questions stay as they were submitted.
mending-at-office = Officers can mend it until { $time }.
mending-send = Send this question again
mending-send-hint = Save answer and evidence first. Once it is sent, this question is locked again.
mending-task = Question { $number } was returned: mend it until { $due }
mending-tasks = Returned by the verifier
mending-receipt-title = Question sent again
mending-receipt-open = Open the receipt of what was sent again
mending-back = Back to the question
mending-history-returned = Returned by the verifier
mending-history-resubmitted = Sent again after mending
mending-history-withdrawn = Return taken back by the verifier
mending-history-expired = Time to mend was over
mending-history-reminded = The office was reminded
