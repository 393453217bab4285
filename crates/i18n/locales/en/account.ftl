# Signing in and out, and one's own account.

account-sign-in-title = Sign in
account-login = User name or e-mail address
account-forgotten = Forgotten your password? Ask the administrator of your office for a new link.
