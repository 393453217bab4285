# Uji akses: persiapan, halaman penguji, halaman kantor, kesiapan.

access-channel-whatsapp = WhatsApp
access-channel-telephone = Telepon
access-channel-form = Formulir e-PPID
access-channel-email = Surel
access-channel-desk = Meja layanan

access-state-drawn = Belum dikirim
access-state-sent = Berjalan
access-state-submitted = Selesai

## Yang keliru

access-before-sending = Waktu ini sebelum pertanyaan dikirim.
access-in-the-future = Waktu ini belum tiba.
access-answer-before-acknowledgement = Jawaban tidak dapat datang sebelum tanggapan pertama.
access-answer-may-come = Jawaban masih dapat datang sampai tahap uji akses ditutup. Simpan dahulu sebagai draf.
access-too-early = Belum waktunya. Kirim pada atau sesudah waktu yang diundi.
access-desk-closed = Kantor ini sedang di luar jam layanan. Kirim pada jam layanan berikutnya.
access-sheet-frozen = Lembar dibekukan sejak kasus pertama diundi.
access-sheet-same = Berkas ini sama dengan lembar yang dipakai.
access-no-phase = Siklus ini belum mempunyai tahap uji akses. Tetapkan waktunya pada tahapan.
access-phase-over = Tahap uji akses sudah ditutup.
access-no-scenario = Belum ada skenario yang dipakai.
access-no-tester = Belum ada penguji di daftar siklus ini.
access-component-unknown = Tidak ada komponen lembar dengan kode ini di skema.
access-changed-meanwhile = Lembar ini diubah di tempat lain. Isian Anda ada di bawah; simpan lagi untuk memakainya.

## Pemberitahuan

access-notice-drawn = Undian uji akses { $title }
access-notice-drawn-count = { $count } kasus ada di daftar Anda. Tiap kasus mempunyai waktu kirim sendiri.
access-notice-silence = { $office } belum menanggapi permohonan informasi
access-notice-silence-sent = Dikirim lewat { $channel } pada { $sent }. Dalam { $minutes } menit jam layanan belum ada tanggapan.
access-notice-silence-do = Hubungi kantor itu agar saluran layanannya diperiksa. Jangan sebut bahwa ini uji akses.

## Halaman penguji

access-mine-title = Uji akses saya
access-mine-none = Tidak ada kasus untuk Anda saat ini.
access-mine-intro = Kirim tiap pertanyaan pada waktunya, sebagai warga biasa. Kantor tidak boleh tahu bahwa ini uji akses.
access-due = Waktu kirim
access-due-now = Kirim sekarang
access-channel = Saluran
access-state = Keadaan
access-case-title = Uji akses { $office }
access-question = Pertanyaan yang diajukan
access-right-answer = Jawaban yang benar memuat
access-target = Tujuan
access-target-none = Profil kantor tidak memuat tujuan untuk saluran ini. Cari sendiri seperti warga; bila tidak ada, catat dan beri nilai sesuai keadaan.
access-send-title = Kirim pertanyaan
access-send-hint = Tombol ini mencatat waktu kirim di server dan membuka saluran dengan pertanyaan yang sudah terisi.
access-send-hint-desk = Tekan saat Anda mengajukan pertanyaan. Waktunya dicatat di server.
access-send-whatsapp = Mulai dan buka WhatsApp
access-send-telephone = Mulai dan telepon
access-send-form = Mulai dan buka formulir
access-send-email = Mulai dan tulis surel
access-send-desk = Mulai sekarang
access-open-title = Waktu berjalan
access-open-lead = Pertanyaan dicatat terkirim { $sent }.
access-open-again = Buka { $channel }
access-open-back = Kembali ke lembar
access-clocks = Waktu
access-clock-sent = Dikirim
access-clock-acknowledged = Tanggapan pertama
access-clock-answered = Jawaban
access-clock-none = Belum ada
access-clock-since = { $hours } jam { $minutes } menit sesudah dikirim
access-clock-days = Hari kerja berjalan
access-clock-days-value = Hari kerja ke-{ $count }
access-acknowledged-label = Tanggapan pertama datang
access-answered-label = Jawaban datang
access-answered-hint = Penolakan dengan atau tanpa alasan juga jawaban. Kosongkan bila belum ada.
access-acknowledged-hint = Tanda pertama bahwa pesan dibaca orang, misalnya "baik, kami proses". Balasan otomatis tidak dihitung.
access-date = Tanggal
access-time = Pukul ({ $zone })
access-now-acknowledged = Tanggapan baru saja datang
access-now-answered = Jawaban baru saja datang
access-note = Catatan
access-note-hint = Apa yang terjadi, dengan kata-kata Anda sendiri.
access-measured = Dihitung dari waktu: { $option } ({ $points } poin)
access-points = { $points } poin
access-so-far = Nilai sejauh ini
access-score-of = { $points } dari { $most }
access-save = Simpan draf
access-submit = Serahkan lembar
access-submit-hint = Sesudah diserahkan lembar dihitung dan tidak dapat Anda ubah lagi.
access-saved = Draf tersimpan
access-submitted = Lembar diserahkan
access-sheet-title = Lembar penilaian
access-proofs = Tangkapan layar dan berkas
access-proofs-none = Belum ada berkas.
access-proofs-hint = Gambar, dokumen, atau video. Hanya Anda dan kendali RI yang dapat membukanya.
access-proof-file = Berkas
access-proof-caption = Keterangan
access-proof-add = Unggah
access-proof-added = Berkas diunggah
access-proof-removed = Berkas dikeluarkan
access-proof-remove = Keluarkan { $name }

## Halaman kendali

access-manage-title = Uji akses { $title }
access-manage-link = Uji akses
access-phase = Tahap uji akses
access-phase-none = Belum ditetapkan
access-rules = Aturan uji akses
access-rules-change = Ubah aturan uji akses
access-rules-channels = Saluran yang diuji di tiap kantor
access-rules-tells = Beri tahu provinsi bila kantor diam
access-rules-silence = Menit jam layanan tanpa tanggapan
access-rules-silence-hint = Hanya jam layanan kantor yang dihitung; malam dan hari libur tidak.
access-rules-opened = Kantor melihat uji aksesnya
access-rules-opened-phase = Sesudah tahap uji akses ditutup
access-rules-opened-announcement = Sesudah hasil diumumkan
access-rules-leave = Cuti bersama dihitung sebagai hari kerja
access-rules-component = Komponen skema yang diisi
access-rules-component-hint = Kosong: komponen pertama yang berasal dari lembar.
access-yes = Ya
access-no = Tidak
access-sheet = Lembar
access-sheet-usual = { $title } (lembar bawaan)
access-sheet-version = { $title } (versi { $version })
access-sheet-change = Lihat atau ganti lembar
access-sheet-page = Lembar uji akses
access-sheet-intro = Lembar adalah berkas YAML (terbuka/access-sheet/1). Unduh, ubah, lalu unggah kembali. Sesudah kasus pertama diundi lembar tidak dapat diganti.
access-sheet-download = Unduh lembar yang dipakai
access-sheet-file = Berkas lembar
access-sheet-upload = Unggah lembar
access-sheet-uploaded = Lembar diganti
access-reason-hint = Tulis alasannya; terbaca di riwayat.
access-scenarios = Bank skenario
access-scenarios-none = Belum ada skenario.
access-scenario-add = Tambah skenario
access-scenario-edit = Ubah skenario { $code }
access-scenario-code = Kode
access-scenario-code-hint = Huruf kecil, angka, dan tanda hubung, misalnya sk-dip
access-scenario-channels = Untuk saluran
access-scenario-channels-hint = Tanpa pilihan berarti untuk semua saluran.
access-scenario-all = Semua saluran
access-scenario-retired = Tidak dipakai
access-scenario-retire = Hentikan pemakaian
access-scenario-revive = Pakai kembali
access-scenario-saved = Skenario disimpan
access-testers = Penguji
access-testers-none = Belum ada penguji di daftar siklus ini.
access-testers-title = Penguji siklus ini
access-testers-intro = Penguji ialah orang dengan peran Penguji akses di kantor penyelenggara. Seorang penguji tidak pernah diundi untuk kantor tempat ia mempunyai peran lain atau kantor yang dinyatakan terkait, termasuk kantor di bawahnya.
access-tester-person = Orang
access-tester-institution = Lembaga asal
access-tester-ties = Kantor yang terkait
access-tester-ties-hint = Kode wilayah, dipisah koma. Kantor di bawahnya ikut.
access-tester-roles = Peran di { $codes }
access-tester-put = Simpan penguji
access-tester-remove = Keluarkan
access-tester-left = Sudah keluar
access-tester-saved = Daftar penguji disimpan
access-draws = Undian
access-draws-none = Belum diundi.
access-draw-title = Undi uji akses
access-draw-intro = Satu kasus untuk tiap kantor dan saluran. Kasus yang belum dikirim dibatalkan dan diundi lagi; yang sudah dikirim tetap. Dari benih dan daftar yang dicatat, siapa pun dapat mengulang undian ini.
access-draw-seed = Benih undian
access-draw-seed-hint = Umumkan dahulu, lalu tulis persis sama.
access-draw-submit = Undi
access-draw-done = Undian selesai
access-draw-line = Undian { $number }: benih { $seed }, { $at }
access-draw-record = Unduh catatan undian { $number }
access-cases = Kasus
access-cases-none = Belum ada kasus.
access-cases-count = { $total } kasus: { $sent } berjalan, { $submitted } selesai
access-tester = Penguji
access-score = Nilai
access-correct-title = Koreksi lembar
access-correct-intro = Lembar yang sudah diserahkan hanya diubah dengan alasan. Versi sebelumnya tetap ada di riwayat.
access-correct-submit = Simpan koreksi
access-corrected = Koreksi disimpan
access-history = Riwayat
access-event-drawn = Diundi
access-event-sent = Pertanyaan dikirim
access-event-saved = Draf disimpan
access-event-submitted = Lembar diserahkan
access-event-corrected = Lembar dikoreksi
access-event-proof-added = Berkas ditambahkan
access-event-proof-removed = Berkas dikeluarkan
access-event-province-told = Provinsi diberi tahu
access-event-other = Diubah
access-undrawn-no-time = { $channel }, { $office }: tidak ada jam layanan yang tersisa
access-undrawn-no-tester = { $channel }, { $office }: semua penguji terkait dengan kantor ini
access-undrawn-no-scenario = { $channel }, { $office }: tidak ada skenario untuk saluran ini
access-undrawn = Tidak dapat diundi

## Halaman kantor

access-office-title = Uji akses
access-office-link = Hasil uji akses
access-office-intro = Permohonan ini diajukan oleh penguji sebagai warga. Identitas penguji tidak dibuka.
access-office-none = Tidak ada uji akses yang selesai untuk kantor ini.
access-office-average = Rata-rata uji akses
access-office-draw = Undian ke-{ $number } dengan benih { $seed }
access-office-picture = Bukti { $number }
access-days-to-answer = Hari kerja sampai jawaban

## Kesiapan

access-ready-link = Kesiapan layanan dan latihan
access-ready-title = Kesiapan layanan
access-ready-intro = Periksa setiap hari agar permohonan warga sampai: pulsa, paket data, perangkat, petugas jaga, dan pesan otomatis. Catatan ini tidak dinilai.
access-ready-today = Pemeriksaan hari ini sudah dicatat.
access-ready-not-today = Pemeriksaan hari ini belum dicatat.
access-ready-checks = Yang sudah beres
access-ready-credit = Pulsa cukup
access-ready-data = Paket data aktif
access-ready-device = Perangkat menyala dan dipegang petugas jaga
access-ready-roster = Petugas jaga
access-ready-roster-hint = Hari ini dan berikutnya, dengan jamnya.
access-ready-auto-reply = Pesan otomatis di luar jam layanan
access-ready-note = Catatan
access-ready-save = Catat pemeriksaan
access-ready-saved = Pemeriksaan dicatat
access-ready-log = Catatan pemeriksaan
access-ready-log-none = Belum ada pemeriksaan.
access-ready-all = Siap
access-ready-gaps = Belum lengkap
access-ready-by = { $name }, { $at }
access-practice-title = Latihan
access-practice-intro = Coba uji akses pada kantor sendiri dengan lembar dan waktu yang sama. Latihan tidak pernah dihitung.
access-practice-tag = Latihan
access-practice-question = Pertanyaan latihan
access-practice-begin = Mulai latihan
access-practice-begun = Latihan dimulai
access-practice-end = Selesaikan latihan
access-practice-ended = Latihan selesai
access-practice-saved = Latihan disimpan
access-practice-none = Belum ada latihan.
access-practice-running = Berjalan
access-practice-line = { $channel }, { $at }
access-score-reason = Dari uji akses: { $cases ->
    [1] satu kasus
   *[other] rata-rata { $cases } kasus
}
access-mail-subject = Permohonan informasi publik
