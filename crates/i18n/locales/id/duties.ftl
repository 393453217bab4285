# Kewajiban mengumumkan: apa yang diminta hukum, dan seberapa mutakhir kantor ini.

duties-title = Kewajiban mengumumkan
duties-hint = Yang wajib diumumkan menurut hukum: belum ada, terlambat, atau segera jatuh tempo.
duties-lead = Setiap informasi yang diminta hukum menurut kelasnya. Sebuah kewajiban terpenuhi bila informasi yang menjawabnya terbit dan belum lewat waktunya.
duties-score = Skor kemutakhiran
duties-score-of = { $current } dari { $counted } kewajiban mutakhir
duties-score-how = Dihitung dari semua kewajiban selain serta-merta, masing-masing berbobot sama. Yang segera jatuh tempo masih mutakhir.
duties-count-missing = belum ada
duties-count-late = terlambat
duties-count-due-soon = segera jatuh tempo
duties-column-duty = Kewajiban
duties-column-state = Keadaan
duties-column-item = Informasi yang menjawab
duties-state-missing = Belum ada
duties-state-late = Terlambat
duties-state-due-soon = Segera jatuh tempo
duties-state-met = Terpenuhi
duties-state-on-event = Bila terjadi
duties-every = paling sedikit setiap { $months } bulan
duties-yearly = setiap tahun, paling lambat { $day }
duties-always = tersedia setiap saat
duties-on-event = seketika, bila terjadi
duties-last = terakhir terbit { $date }
duties-due = paling lambat { $date }
duties-was-due = seharusnya { $date }
duties-add = Tambah
duties-add-about = Tambah informasi untuk: { $name }
duties-more-items =
    { $count ->
       *[other] dan { $count } lainnya
    }
duties-not-public = belum terbit
duties-from-memory = Dasar hukum butir ini belum dicocokkan dengan naskah aslinya.
duties-field = Kewajiban yang dijawab
duties-field-hint = Butir yang diminta hukum untuk klasifikasi ini. Kosongkan bila tidak ada.
duties-none = Tidak menjawab kewajiban tertentu
duties-in-class = { $class }: { $name }
duties-other-class = Kewajiban ini untuk klasifikasi lain. Pilih kewajiban dari klasifikasi yang sama.
duties-notice = Kewajiban mengumumkan { $office }
duties-notice-late = Terlambat, seharusnya { $date }: { $name }
duties-notice-soon = Segera jatuh tempo, { $date }: { $name }
duties-notice-more =
    { $count ->
       *[other] Dan { $count } kewajiban lain.
    }
