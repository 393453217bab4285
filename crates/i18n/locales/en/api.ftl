# The API for programs: the page about it, and titles of its problem documents.

api-title = Data for programs (API)
api-lead = Everything that people do on these pages, programs can do too: read bodies, rounds and results, fill the questionnaire, upload evidence, review.
api-public = Bodies, announced rounds and their results are open to everybody, without an account.
api-openapi-link = Description of all operations (OpenAPI 3.1, JSON)

api-get-token = Get a token
api-get-token-sign-in = Sign in and open your account page.
api-get-token-make = Make a token: give it a name, choose what it may do and when it ends. It is shown once.
api-get-token-send = Send it with each request, in the header “Authorization: Bearer …”.
api-token-limits = A token can never do more than you can. What it may not see is answered as if it did not exist. Take it back on the account page when a program no longer needs it.

api-examples = Examples
api-example-public = The offices under a province:
api-example-read = An answer of your office, with its version in the header ETag:
api-example-save = Save an answer. If-Match names the version that you started from, "0" for none:
api-example-file = Upload a file as evidence:

api-rules = Good to know
api-rule-numbers = Numbers that take part in scores are texts: “exact” is a fraction, “display” is rounded for people.
api-rule-pages = Lists come in pages of at most 200. “next” and the header Link lead to the next page.
api-rule-versions = If somebody else saved first, the answer is 412 and holds what is there now. Nothing is lost.
api-rule-rate = { $at_once } requests at once, then { $a_second } a second. Beyond that the answer is 429 and says how long to wait.

api-problems = Kinds of problems
api-problems-lead = Every error is a problem document (RFC 9457). Its “type” leads to one of these:

## Problem documents

api-token-title = Token needed
api-token-needed = Send a valid token in the header “Authorization: Bearer …”.
api-token-invalid = The token is not valid, has ended or was taken back. Make a new one on the account page.
api-malformed-title = Not readable as JSON
api-malformed-detail = The body is not valid JSON: { $at }
api-parameters-title = A parameter is wrong
api-parameters-detail = A parameter of the address has a form that is not accepted. The place is under “errors”.
api-body-detail = The body does not fit. Each place is under “errors”.
api-not-found-title = Not found
api-not-found-detail = This resource does not exist, or this token may not see it.
api-stale-title = Somebody else saved first
api-precondition-title = Version needed
api-precondition-detail = Send the header If-Match with the ETag that your change started from, "0" where there is none yet.
api-media-type-title = Media type not accepted
api-media-type-detail = Accepted here: { $types }
api-too-large-title = Too large
api-too-large-detail = At most { $max }.
api-method-title = Method not accepted here
api-method-detail = The header Allow names the methods that this address takes.
api-unknown-field = There is no field of this name here.
api-wrong-type = The value has another type or form than this field takes.
