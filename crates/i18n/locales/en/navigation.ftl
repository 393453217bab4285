# Main menu.

navigation-saq = Self-assessment
navigation-review = Verification
navigation-interview = Interviews
navigation-access = Access tests
navigation-national = Manage rounds
navigation-people = People
navigation-results = Results
navigation-bodies = Public bodies
navigation-account = My account
navigation-notices = Notices
navigation-notices-unread = Notices ({ $count } new)
navigation-search = Public information
