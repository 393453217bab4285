# What leaves the desk: files, reasons, and what holds them back.

release-label = Name or caption of the file: { $excerpt }
release-shut-in = A file is in quarantine. Remove it first.
release-file-shut-in = This file is in quarantine: something that may be harmful was found in it, and nobody can open it. Remove it, then upload a clean one.
release-file-not-redacted = This file could not be blacked out: it is still as it was. Try again, replace the file, or state below that it may be published as it is.

release-reason-title = Personal data in the reason
release-reason-about = The public reads this reason. Change it, or state that what it says may be published. The decision is recorded with your name.
release-reason-answer = I have looked at this reason; what it says may be published
release-reason-unanswered = The reason has what looks like personal data. Change it, or state that you have looked at it.

release-history-shut-in = File put in quarantine: { $name }
release-notice-redaction = "{ $file }" could not be blacked out
release-notice-redaction-why = The file of item { $reference } is still as it was. Open the item, then try again or replace the file.
release-notice-shut-in = The file "{ $file }" is in quarantine
release-notice-shut-in-why = Nobody can open the file of item { $reference }. Remove and replace it; while it is there, the item can neither be checked nor published.

release-edition-never = never visible to the public
