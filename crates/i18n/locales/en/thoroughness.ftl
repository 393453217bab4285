# How far files are looked through before they are published, and what goes out with them unseen.

privacy-none-so-far = No pattern of personal data was found in the part that was checked.
privacy-unread = This file is broken, locked or too heavy, so not all of it was checked. Read it yourself.
privacy-pages-read =
    { $read ->
        [0] The text of this file ({ $pages } pages) was not checked, and no search finds it. Read it yourself.
        [one] Only the text of the first page of { $pages } was checked. No search finds the text after it either. Read the rest yourself.
       *[other] Only the text of the first { $read } of { $pages } pages was checked. No search finds the text after them either. Read the rest yourself.
    }
privacy-pages-seen = Pictures that look like an identity card were looked for on { $seen } of { $pages } pages only. Look at the rest yourself.
privacy-comments =
    { $count ->
        [one] This file holds a comment, which goes out with it.
       *[other] This file holds { $count } comments, which go out with it.
    }
privacy-changes = This file keeps tracked changes: what was deleted can still be read. Accept or reject all changes before publishing.
privacy-hidden-sheets =
    { $count ->
        [one] This file holds a hidden sheet, which goes out with it.
       *[other] This file holds { $count } hidden sheets, which go out with it.
    }
privacy-film-place = This film says where it was taken, which goes out with it. Remove the location first if the place must not be known to everybody.
privacy-place-beside = In a comment, deleted words or a hidden sheet: { $excerpt }
privacy-withheld = The public will not get this picture, since no copy without what the camera noted can be made here. Replace it with a smaller JPEG or PNG.
public-file-withheld = This picture is not given out: no copy without what its camera noted (place, device, owner) can be made. Ask the PPID if you need it.
public-file-later = A copy of this picture without what its camera noted is being made. Load this page again in a moment.
