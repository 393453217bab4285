# The pages on help, accessibility and privacy that the foot of every page leads to.

help-title = Help
help-lead = A short guide for citizens and for the offices that are assessed.
help-results = See the results
help-results-text = Open Results and choose a round. You can look for an office, filter by province or category, and save the same table as CSV or JSON. The page of each office shows how its score came about. Results appear once they are announced; before that there is nothing to see.
help-offices = Reach an office
help-offices-text = Open Public bodies and search for its name. The page of an office has the address, service hours and WhatsApp number that the office itself has entered.
help-account = Signing in and passwords
help-account-text = Accounts are made by the administrator of your public body with an invitation link. Forgotten your password? Choose Forgotten password on the sign-in page, or ask the administrator for a new link. Each link works once and for a limited time.
help-filling = Filling the questionnaire
help-filling-text = Answers are saved by themselves while you fill them in; the word Saved with a time appears once the answer is really stored on the server. If the connection breaks, what you typed stays on the page: wait until you are connected again, then choose Save. Evidence files have to be uploaded with their own button.
help-together = Working with colleagues
help-together-text = Two people may answer different questions at the same time. If both change the same answer, the page shows both texts and you choose which one counts. Nothing is overwritten silently.
help-closing = Deadlines
help-closing-text = Deadlines follow the server's clock and are shown in the zone of your office and in WIB. What counts is when the complete request was received. A questionnaire that the PPID has not signed off, the leader has not endorsed and nobody has submitted by then counts as not submitted.
help-contact = Still stuck?
help-contact-text = Turn to the administrator of your public body. Give the reference number that an error page shows, so that the event can be found in the server's log.

help-access-title = Accessibility
help-access-lead = This service is made to be usable by everybody, with any assistive technology and on a simple phone.
help-access-standard = Standard
help-access-standard-text = We work to WCAG 2.2, level AA. The main pages are checked automatically with axe at 1280 and 360 pixels whenever the program changes. Tests with people who use a screen reader have not been made yet.
help-access-how = What you can rely on
help-access-how-text = Every page works with the keyboard alone and without JavaScript. Maps and charts always come with a table of the same content. Colour is never the only sign. Text can be enlarged to 400 per cent.
help-access-limits = Known limits
help-access-limits-text = Evidence and guideline files are made by the offices; some may be scans that a screen reader cannot read. Ask the office that uploaded a file what it says. Tables with many columns have to be moved sideways on a narrow screen.
help-access-report = Report a barrier
help-access-report-text = Tell the PPID of the office whose page you opened, by the WhatsApp number or e-mail address on the page of the office: which page, what you wanted to do, and which assistive technology you use.

help-privacy-title = Privacy
help-privacy-lead = This service keeps only what it needs to work, and uses no trackers.
help-privacy-visitors = Visitors without an account
help-privacy-visitors-text = Nothing that identifies you is stored in your browser, except the language if you change it. The server's log has the time, internet (IP) address, address of the page and kind of browser, to keep the service safe and to find faults.
help-privacy-cookies = Cookies
help-privacy-cookies-text = s keeps you signed in and ends when you sign out; bahasa remembers the language; pesan carries one message to the next page and is then deleted. There are no cookies of others.
help-privacy-accounts = People with an account
help-privacy-accounts-text = We keep your name, sign-in name, e-mail address, roles and the browsers that are signed in; you can see and sign out those browsers on your account page. Passwords are kept only as one-way hashes (argon2id).
help-privacy-record = Record of actions
help-privacy-record-text = Each change is recorded with the name of the person and the time. That record is not deleted, because results must be accounted for. The public sees announced results only; not answers, evidence or the names of officers.
help-privacy-rights = Your rights
help-privacy-rights-text = Under Law 27 of 2022 on personal data protection you may ask for access to data about you and for its correction. Ask the administrator or the PPID of the public body that gave you the account.
