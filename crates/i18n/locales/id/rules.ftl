# Aturan siklus

rules-notice-changed = Aturan { $title } berubah
rules-event-changed = Aturan penilaian diubah
