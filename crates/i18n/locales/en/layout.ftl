# The frame of every page and the words that components carry.

layout-service-name = Terbuka
layout-service-description = Public information openness: assessment, results and information services.
layout-menu = Menu
layout-language-change = Change the language to English
layout-signed-in-as = Signed in as { $name }
layout-phase-until = until { $until }
layout-accessibility = Accessibility
layout-privacy = Privacy
layout-api = API and open data
layout-footer-label = Help and information
layout-footer-note = { $service } runs the assessment of public information openness in the open, so that everybody can recompute it.
layout-breadcrumbs = Breadcrumb

## Password

layout-password-show = Show
layout-password-hide = Hide
layout-password-show-label = Show password
layout-password-hide-label = Hide password
layout-password-shown = Your password is visible
layout-password-hidden = Your password is hidden

## Characters left

layout-count-limit = You can enter up to %{ "{" }count{ "}" } characters
layout-count-under-one = You have %{ "{" }count{ "}" } character remaining
layout-count-under-other = You have %{ "{" }count{ "}" } characters remaining
layout-count-at = You have 0 characters remaining
layout-count-over-one = You have %{ "{" }count{ "}" } character too many
layout-count-over-other = You have %{ "{" }count{ "}" } characters too many

## Choosing files

layout-upload-choose = Choose file
layout-upload-none = No file chosen
layout-upload-several-one = %{ "{" }count{ "}" } file chosen
layout-upload-several-other = %{ "{" }count{ "}" } files chosen
layout-upload-drop = or drop the file here
layout-upload-entered = Entered the drop zone
layout-upload-left = Left the drop zone

## Refused requests

layout-home = Front page
layout-refused-title = This request cannot be accepted
layout-refused-cross-site = This request did not come from a page of Terbuka, so it was not carried out. Nothing has changed.
layout-refused-what-to-do = Open the page directly in this browser and send it again.
