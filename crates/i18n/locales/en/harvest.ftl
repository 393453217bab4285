## Moving in: taking over what was published elsewhere

harvest-title = Moving in from an old site
harvest-hint = Take over what was published on another site by its feed, its site map or a WordPress export.
harvest-lead = Name a source. What is found waits for you: choose what becomes a draft of the list of public information and what is put aside. Nothing is published by itself, and what was found once does not come up again.
harvest-address-title = From an address
harvest-kind = Kind of source
harvest-kind-feed = Feed (RSS or Atom)
harvest-kind-feed-hint = Holds only the newest, usually 10 to 50. With WordPress its address ends in /feed.
harvest-kind-sitemap = Site map
harvest-kind-sitemap-hint = Holds the addresses of all pages. Usually /sitemap.xml, with WordPress /wp-sitemap.xml. Each page is looked at, one by one; that takes time.
harvest-kind-wordpress = WordPress export
harvest-url = Address
harvest-url-hint = For example https://ppid.example.go.id/feed
harvest-class = Class of the drafts
harvest-class-hint = For everything that is chosen; it can still be changed in each draft.
harvest-start = Read the source
harvest-export-title = From a WordPress export file
harvest-export-lead = In WordPress: Tools → Export → All content. Only what was published is read; drafts, pages with a password and the bin are left out.
harvest-export = Export file (XML)
harvest-export-hint = At most 64 MB. The file itself is not kept.
harvest-export-start = Read the file
harvest-broke-off = What you sent broke off before its end. Send it again.
harvest-not-connected = The operator of this service has not opened the way to other sites. Use an export file.
harvest-too-many-sources = There are 20 sources already. Use one of those.
harvest-failure-closed = The site asks programs not to visit (robots.txt). Ask its operator to allow “Terbuka”, or use an export file.
harvest-failure-unreachable = There is nothing at that address, or the site does not answer. Check the address, then read it again.
harvest-failure-not-xml = What is there is not whole XML. Check whether the address or the file is the right one.
harvest-failure-other-kind = It is XML of another kind, not the feed, site map or WordPress export that was chosen.
harvest-failure-too-large = Too large to be read.
harvest-sources = Sources
harvest-none = No source yet.
harvest-column-source = Source
harvest-column-state = State
harvest-column-new = Waiting
harvest-column-drafted = Became drafts
harvest-column-ignored = Put aside
harvest-state-running = Being read
harvest-state-done = Read { $when }
harvest-state-failed = Could not be read
harvest-again = Read again
harvest-running = This source is being read. Reload this page in a moment.
harvest-state-baru = Waiting
harvest-state-draf = Became drafts
harvest-state-abai = Put aside
harvest-found = { $count ->
    [0] Nothing.
    [one] { $count } find
   *[other] { $count } finds
}
harvest-find-title = Find
harvest-find-day = Date
harvest-find-files = Documents
harvest-find-files-count = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
harvest-find-missing = { $count ->
    [one] { $count } document could not be fetched
   *[other] { $count } documents could not be fetched
}
harvest-find-changed = Changed at its source since it was taken
harvest-take = Make drafts
harvest-ignore = Put aside
harvest-restore = Bring back
harvest-choose-some = Choose at least one find.
harvest-taken = Drafts were made. Their documents are being fetched.
harvest-ignored = Put aside.
harvest-restored = Brought back.
harvest-started = The source will be read.
harvest-too-slow = Sending took more than two minutes. Export a part only (a year, for example), or send it over a faster line.
