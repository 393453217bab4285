-- Where the documents of a year and of an office begin and end in the index: nothing is read outside of that.
CREATE INDEX search_place_year_seq ON search_place (year, seq);
CREATE INDEX search_place_body_seq ON search_place (body, seq);
