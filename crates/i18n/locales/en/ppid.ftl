# The PPID site of one office: its frame and menu.

ppid-menu = Site menu
ppid-menu-home = PPID home
ppid-menu-public-information = List of public information
ppid-to-menu = Menu of the PPID site
ppid-home-title = PPID of { $office }
ppid-home-search = Search public information
ppid-home-classes = Public information
ppid-home-contact = Contact the PPID
ppid-home-more = About this office
