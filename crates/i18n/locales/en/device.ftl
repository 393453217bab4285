# What the scripts on an officer's device say: sending files, camera, answers typed without a line.

## Sending files

device-progress = { $sent } of { $total } – { $percent } %
device-ready = { $size }. Ready to send: choose Upload.
device-preparing = Making the photo smaller…
device-shrunk = { $from } made smaller, now { $to }
device-queued = Waiting its turn
device-paused = Paused
device-offline = Waiting for the network
device-retrying = Connection lost, trying again by itself
device-checking = All sent, the server is checking it
device-failed = Not sent. { $why }
device-arrived = { $name } has been received by the server.
device-says = { $name }: { $what }
device-pause = Pause
device-resume = Resume
device-remove = Remove
device-again = Try again
device-remove-ask = Remove { $name }? The part already sent is deleted too.
device-unfinished = { $sent } of { $total } already sent. Choose that file again to continue.
device-files = Files being sent
device-original = Send photos in their original size
device-original-hint = For photos with small print. Unless ticked, large photos are made smaller on this device first; their time and place are kept.
device-wait = Waiting for { $count } files to be sent. Then the answer is saved and the next page opens.
device-wait-failed = The answer has not been saved because a file was not sent. Try again or remove that file, then save.
device-signed-out = Your session has ended. Sign in again in another tab, then choose Try again.
device-refused = The server does not accept this file.
device-gone = This upload no longer exists on the server. Choose Try again to start from the beginning.
device-unreadable = This file can no longer be read from the device. Choose it once more.

## Camera

device-camera = Take a photo here
device-camera-hint = The photo is marked with office, date, time and place.
device-camera-title = Take an evidence photo
device-camera-shoot = Take photo
device-camera-use = Use this photo
device-camera-again = Retake
device-camera-cancel = Cancel
device-camera-starting = Starting the camera…
device-camera-denied = The camera cannot be used. Allow it for this site in the browser's settings, or choose a photo from the device.
device-camera-place = Place: { $latitude }, { $longitude } (± { $metres } m)
device-camera-seeking = Place: being found
device-camera-nowhere = Place: location not allowed
device-camera-clock = The clock of this device differs by { $minutes } minutes from the server's. The photo shows the server's time.
device-camera-taken = The photo has been taken. Check the text at its foot, then choose Use this photo.

## Answers typed without a line

device-unsent = Not sent yet ({ $count })
device-unsent-lead = These entries are kept on this device only. The server has not received them.
device-unsent-here = This question
device-draft-at = Typed { $time }
device-draft-waiting = Waiting for the network
device-draft-session = Your session has ended. Sign in again to send it.
device-draft-conflict = The answer on the server has changed since this was typed.
device-draft-refused = Refused by the server: { $why }
device-draft-compare = Compare
device-draft-show = Show entry
device-draft-delete = Delete from this device
device-draft-delete-ask = Delete this entry from the device? The server has not received it.
device-send-now = Send now
device-sending = Sending…
device-sent-all = The server has received all entries.
device-kept = No network. Your entry is safe on this device and is sent by itself once connected.
device-kept-session = Your session has ended. Your entry is safe on this device.
device-kept-trouble = The server has a problem. Your entry is safe on this device and is sent again later.
device-not-kept = No network. This entry is not saved anywhere yet; do not close this page.
device-not-kept-session = Your session has ended. This entry is not saved; copy it first, then sign in again.
device-not-kept-trouble = The server has a problem. This entry is not saved yet; do not close this page.
device-sign-in = Sign in again
device-restored = Entries that had not been sent are back in this form.
device-sign-out-ask = { $count } entries have not been sent and will be deleted from this device. Sign out all the same?
device-storage = Storage on this device
device-storage-hint = Entries that have not been sent are kept in this browser until the server has received them, and deleted when you sign out. Entries of other people on the same device are never shown.
device-shared = Shared computer: keep nothing on this device
device-shared-ask = { $count } entries that have not been sent will be deleted from this device. Continue?

## The page without a network

device-offline-title = No network
device-offline-lead = This page cannot be fetched from the server. Once connected again it opens by itself.
device-offline-safe = { $count } answers are safe on this device
device-offline-none = No entries are waiting to be sent from this device.
device-offline-again = Try to open it again
