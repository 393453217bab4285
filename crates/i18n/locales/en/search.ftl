# Search for public information

search-title = Search public information
search-lead = Search the public information of all offices: reports, rules, lists, decisions, and what their files say.
search-label = What are you looking for?
search-hint = Write a few words. Quotation marks for words side by side; a - before a word you do not want.
search-narrow = Filter
search-narrow-to = Narrow the results
search-by-class = Class
search-by-office = Office
search-by-year = Year
search-by-form = Form
search-all-classes = All classes
search-all-forms = All forms
search-chosen = Only what is:
search-without = remove
search-newest = Newest
search-found = { $count ->
    [one] One result
   *[other] { $count } results
}
search-found-more = More than { $count } results; the newest are shown
search-none = No results
search-none-lead = No information has all of these words.
search-none-fewer = Try fewer or more general words.
search-none-filters = Remove filters.
search-none-office = Look for the office and ask it for the information.
search-completed = Nothing has the last word just like that; these have words that begin like it.
search-correction = Did you mean:
search-order-best = Best match first
search-order-newest = Newest first
search-in-file = Inside a file:
search-suggest-question = Search
search-follow = Follow this search (Atom)
search-json = Data (JSON)
search-feed = Public information: { $words }
