# The look of an office's site, its own host name, reading aids.

look-title = Look of the site
look-hint = Colours, logo, text at the foot and social media of the office's site.
look-lead = This holds for all public pages of the office.
look-preview = See the site
look-header = Colour of the header
look-header-hint = Write a colour code, for example #0b5a5e. The letters on it are white.
look-accent = Colour of links and lines
look-accent-hint = Write a colour code. The page is white.
look-palette = Colours that can be read for certain
look-colour-teal = Teal
look-colour-blue = Blue
look-colour-navy = Navy
look-colour-green = Green
look-colour-maroon = Maroon
look-colour-brown = Brown
look-colour-purple = Purple
look-colour-grey = Grey
look-logo = Logo
look-logo-hint = PNG, JPEG or WebP, 1 MB at most. The picture is painted anew on white.
look-logo-now = Present logo
look-logo-alt = Logo of { $office }
look-logo-remove = Remove the logo
look-logo-unreadable = This picture cannot be read. Save it again as PNG or JPEG and send that.
look-footer = Text at the foot
look-footer-hint = 300 characters at most.
look-links = Social media and other sites
look-links-hint = One address a line, beginning with https://, 6 at most.
look-links-title = This office elsewhere
look-saved = The look is saved.
look-broke-off = The upload broke off. Try again.
look-met = Somebody else has just saved this look. What you typed is still below; save again if you want it all the same.
look-met-stored = See what is saved

host-title = Host name of { $office }
host-lead = With a host name of its own the office's site opens at that address too. First point the name at this server and install its certificate.
host-name = Host name
host-hint = For example ppid.katingan.bawaslu.go.id, without https:// and without a port. Leave empty to remove it.
host-saved = The host name is saved.
host-edit = Set the host name

share-class = Public information

# Reading aids
aids-title = Reading aids
aids-size = Size of letters
aids-size-1 = Usual
aids-size-2 = Large
aids-size-3 = Very large
aids-contrast = Contrast
aids-contrast-off = Usual
aids-contrast-on = High
aids-spacing = Spacing of letters
aids-spacing-off = Usual
aids-spacing-on = Wide
aids-apply = Apply
aids-read = Read the page aloud
aids-pause = Pause
aids-resume = Go on
aids-stop = Stop
