# Signing in and out, and one's own account.

account-sign-in-title = Sign in
account-login = User name or e-mail address
account-forgotten-link = Forgotten your password?
account-password-was-set = Your password is set. Please sign in.

## Forgotten password

account-forgotten-title = Forgotten password
account-forgotten-lead = Enter your user name or e-mail address. We send a link for setting a new password.
account-forgotten-send = Send the link
account-forgotten-sent-title = Check your e-mail
account-forgotten-sent = If there is an account with that name or address, we have sent a link to it. The link works once, within { $minutes } minutes.
account-forgotten-not-received = No e-mail? Look into your spam folder, or ask the administrator of your office for a link.
account-forgotten-no-mail = E-mail is not connected to this service. Ask the administrator of your office for a new link.
account-back-to-sign-in = Back to the sign-in page

## Setting a password

account-invitation-title = Set your password
account-reset-title = Set a new password
account-for-login = Account: { $name }, signs in with the user name { $login }.
account-new-password = New password
account-repeat-password = Repeat the new password
account-password-hint = At least { $min } characters. A row of words that only you know is easy to remember and hard to guess. Spaces are welcome, and so is pasting from a password manager. Your name and words such as "bawaslu" are not enough.
account-set-password = Save the password
account-signs-out-note = Saving signs this account out on every device.
account-link-dead-title = This link no longer works
account-link-dead-why = A link works once and for a limited time. A newer link also replaces an older one.
account-link-dead-advice = Ask the administrator of your office for a new link. If you have set your password already, just sign in.

## E-mail

account-mail-invitation-subject = Invitation to { $site }
account-mail-invitation-why = You are invited to { $site } with the user name { $login }. Open this link to set your password:
account-mail-reset-subject = New password for { $site }
account-mail-reset-why = A new password was asked for at { $site } for the user name { $login }. Open this link to set it:
account-mail-greeting = Hello { $name },
account-mail-until = The link works once, until { $until }.
account-mail-ignore = If you did not ask for it, ignore this message. Do not pass the link on to anybody.

## My account

account-title = My account
account-profile = Profile
account-login-name = User name
account-name-hint = Others see this name in the service.
account-email-hint = For notices and password links. May be left empty.
account-language-by-browser = As the browser asks
account-saved = Profile saved.
account-roles = Your roles
account-role-at = { $role }, { $office }
account-change-password = Change password
account-old-password = Present password
account-password-changed = Password changed. Other devices are signed out.
account-sessions = Signed-in devices
account-sessions-lead = Do you know all of them? Sign out those you do not, then change your password.
account-session-this = this device
account-session-unknown = Unknown browser
account-session-since = Signed in since
account-session-seen = Last used
account-session-end = Sign out
account-session-end-about = { $browser }, signed in since { $since }
account-session-ended = That device is signed out.
account-sign-out-everywhere = Sign out on every device
account-sign-out-everywhere-note = Including this one. API tokens are taken back too.
account-signed-out-everywhere = You are signed out on every device.

## API tokens

account-tokens = API tokens
account-tokens-lead = Programs use a token to work in your name through the API. A token can never do more than you.
account-tokens-none = There is no token yet.
account-token-name = Name of the token
account-token-name-hint = Such as the name of the program that uses it.
account-token-scopes = What it may do
account-token-days = Days that it works
account-token-days-hint = From 1 to { $max } days.
account-token-until = Works until
account-token-make = Make a token
account-token-made = The token is made
account-token-once = Copy it now. This token is shown only once.
account-token-value = Token
account-token-revoke = Take back
account-token-revoked-note = The token is taken back.
account-token-state-living = Works
account-token-state-expired = Expired
account-token-state-revoked = Taken back
account-too-many-tokens = You have 20 working tokens already. Take one back first.
account-scope-read = Read bodies, rounds and results
account-scope-answers-read = Read the answers of your office
account-scope-answers-write = Fill answers, upload evidence, sign off and submit
account-scope-reviews-read = Read submitted questionnaires, reviews and scores
account-scope-reviews-write = Write reviews
account-scope-manage = Manage rounds and results
