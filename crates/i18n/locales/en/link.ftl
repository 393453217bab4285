# Links as evidence: what a visitor without an account found.


link-off = The operator of this service has switched the check of links off.
link-never = Not checked yet. A link is checked soon after it is saved, when the SAQ is submitted, and when the filling closes.
link-reachable = Opens without signing in. Checked { $time }.
link-died-after-closing = Opened at the check of the closing, { $proof }. It has not since { $since }. The kept copy counts, the office loses no points for it.
link-not-yet = Does not open yet: { $why }. Checked { $time }, tried again some 10 minutes later.
link-dead = Has not opened since { $time }, tried twice: { $why }.
link-dead-at-closing = Did not open when the filling closed: { $why }. Checked { $time }.
link-needs-sign-in = Opens only for those who sign in. Checked { $time }.
link-unsure = The site does not serve an automatic check: { $why }. Open it yourself to be sure. Checked { $time }.
link-private = Its address is in a closed network, the public cannot open it. Checked { $time }.
link-not-web = Not a usual address of the web (http or https at the usual port). Checked { $time }.
link-alive = It last opened { $time }, the copy is kept.

## Advice for the office

link-advice-dead = Mend that page or change the link, then ask for another check on the page Check answers.
link-advice-sign-in = Let anyone who has the link see it, or upload the file.
link-advice-private = Give an address that is open from the internet.

## What was found

link-kind-page = an open page
link-kind-file = an open file
link-kind-sign-in = asks to sign in
link-kind-not-found = no such page
link-kind-refused = the visitor was refused
link-kind-server-error = the site's server has a fault
link-kind-dns = the site's name was not found
link-kind-connect = the site's server cannot be reached
link-kind-tls = its secure connection (certificate) cannot be trusted
link-kind-timeout = no answer within 15 seconds
link-kind-private = an address in a closed network
link-kind-not-web = not a usual address of the web
link-kind-too-many-redirects = redirects without end
link-kind-with-status = { $kind } (status { $status })

link-details = Details of the link check
link-of-answer = Links in the answer
link-look = Check of { $time }
link-occasion = When
link-occasion-saved = saved
link-occasion-submission = SAQ submitted
link-occasion-closing = filling closed
link-occasion-asked = the office asked
link-result = Result
link-final = Final address
link-redirects = Redirects
link-redirect-count = { $count }
link-redirect-open = { $count }, one of them from https to http
link-page-title = Title
link-media = Kind as the server says
link-found = Kind by its content
link-size = Size
link-duration = Duration
link-milliseconds = { $count } milliseconds
link-fingerprint = SHA-256 fingerprint
link-snapshot = See the copy of the text
link-snapshot-of = of { $url }, { $time }

## Check page

link-check-title = Links
link-check-none = No link has a problem.
link-check-problem = Question { $number }: { $url }. { $sentence }
link-check-all = Check all links
link-check-hint = Each link is opened once as a visitor without an account. The results show after a while, load this page again. At most { $times } times in a quarter of an hour.
link-check-started = { $count ->
    [0] There is no link to check.
   *[other] { $count } links are being checked. Load this page again in a moment.
}
