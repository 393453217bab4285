# Public bodies: the list, the page of an office, and its profile.

bodies-title = Public bodies
bodies-lead = Look for an office by name, or choose a province.
bodies-search = Name of the office
bodies-under = Office above
bodies-under-all = All
bodies-level = Level
bodies-level-all = All levels
bodies-level-national = National
bodies-level-province = Province
bodies-level-regency = Regency or city
bodies-found = { $count ->
    [one] One office
   *[other] { $count } offices
}
bodies-none = No office matches. Try a part of the name.
bodies-name = Name
bodies-parent = Office above
bodies-address = Address
bodies-hours = Service hours
bodies-hours-zone = { $hours } { $zone }
bodies-hours-entry = { $days }: { $from }–{ $to }
bodies-hours-days = { $first }–{ $last }
bodies-whatsapp = WhatsApp
bodies-whatsapp-chat = Send a WhatsApp message to { $number }
bodies-email = E-mail
bodies-not-given = Not given yet
bodies-below = { $count ->
    [one] One office below
   *[other] { $count } offices below
}
bodies-results = Results of { $round }
bodies-edit = Change the profile
bodies-edit-title = Change the profile of { $office }
bodies-edit-lead = What you enter is shown on the public page of the office.
bodies-address-hint = Where the information desk is.
bodies-hours-hint = Such as: senin-kamis 08.00-16.00; jumat 08.00-16.30 (days in Indonesian). Local time ({ $zone }).
bodies-whatsapp-hint = The number of the office, not of a person. Such as 0812-3456-7890.
bodies-email-hint = The e-mail address of the information officer.
bodies-saved = Profile saved.
bodies-position = Place of the office on the map
bodies-position-hint = Decimal degrees, such as -1.8861, 113.4002. Copy them from a map: press long on the office. Used to compare where photos of evidence were taken.
bodies-site = Public site
bodies-site-hint = Address of the site of the PPID or the office, such as https://katingan.bawaslu.go.id
bodies-request-form = Form for information requests
bodies-request-form-hint = Address of the online form (e-PPID or the office's own) where people make requests.
