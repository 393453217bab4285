# Instruments and schemes: uploading, preview, versions.

instrument-same-file = This file is exactly the same as a version that is there already. Nothing was stored.
