-- An edition that was withdrawn before its minute, or replaced before it by one that came first, was never seen, and its minute
-- does not come any more.

UPDATE item_edition SET visible_from = NULL
 WHERE EXISTS (SELECT 1 FROM item i WHERE i.id = item_edition.item AND i.withdrawn_at < item_edition.visible_from);
UPDATE item_edition SET visible_from = NULL
 WHERE EXISTS (SELECT 1 FROM item_edition n
                WHERE n.item = item_edition.item AND n.number > item_edition.number
                  AND n.published_at < item_edition.visible_from AND n.visible_from <= item_edition.visible_from);

UPDATE article_edition SET visible_from = NULL
 WHERE EXISTS (SELECT 1 FROM article a
                WHERE a.id = article_edition.article AND a.withdrawn_at < article_edition.visible_from);
UPDATE article_edition SET visible_from = NULL
 WHERE EXISTS (SELECT 1 FROM article_edition n
                WHERE n.article = article_edition.article AND n.number > article_edition.number
                  AND n.published_at < article_edition.visible_from AND n.visible_from <= article_edition.visible_from);
