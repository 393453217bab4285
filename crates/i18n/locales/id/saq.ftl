# Pengisian SAQ oleh kantor.

## Daftar siklus

saq-list-title = SAQ kantor saya
saq-list-empty = Kantor Anda belum diundang ke siklus mana pun. Undangan datang dari penyelenggara siklus.
saq-list-open = Buka SAQ
saq-round = Siklus
saq-phases = Tahapan sekarang
saq-phases-none = Tidak ada tahapan yang sedang berjalan
saq-deadline = Batas akhir pengisian
saq-deadline-none = Belum ditetapkan
saq-opens-at = Pengisian dibuka { $time }. Sebelum itu pertanyaan hanya dapat dibaca.
saq-closes-at = Pengisian ditutup { $time }. Yang dihitung adalah saat server menerima permintaan lengkap.
saq-closed-at = Pengisian sudah ditutup { $time }. Isi SAQ hanya dapat dibaca.
saq-closed = Pengisian sudah ditutup. Isi SAQ hanya dapat dibaca.
saq-not-open = Pengisian belum dibuka. Pertanyaan hanya dapat dibaca.

saq-state-invited = Belum dibuka
saq-state-in-progress = Sedang diisi
saq-state-signed-off = Disetujui PPID
saq-state-endorsed = Disahkan pimpinan
saq-state-submitted = Sudah dikirim

saq-phase-socialisation = Sosialisasi
saq-phase-filling = Pengisian SAQ
saq-phase-access-test = Uji akses
saq-phase-verification = Verifikasi
saq-phase-appeal = Masa sanggah
saq-phase-recap = Rekapitulasi
saq-phase-interview = Wawancara
saq-phase-announcement = Pengumuman

## Daftar tugas

saq-tasks-title = SAQ { $round }
saq-progress = { $done } dari { $total } pertanyaan selesai
saq-estimate = Perkiraan nilai sendiri
saq-estimate-one = { $score } dari 100
saq-estimate-between = { $low } sampai { $high } dari 100
saq-estimate-none = Belum dapat diperkirakan
saq-estimate-note = { $count ->
    [0] Ini perkiraan dari jawaban Anda sendiri bila semuanya diterima verifikator. Nilai akhir ditentukan verifikasi.
   *[other] Ini perkiraan dari jawaban Anda sendiri bila semuanya diterima verifikator. Nilai akhir ditentukan verifikasi. { $count } jawaban hanya dapat dinilai verifikator, karena itu perkiraan dapat berupa rentang.
}
saq-guidelines = Pedoman
saq-check = Periksa jawaban
saq-check-hint = Lihat seluruh jawaban, yang masih kurang, lalu setujui dan kirim.
saq-state = Keadaan
saq-locked = Jawaban dikunci. Keadaan SAQ: { $state }. PPID dapat membukanya kembali sebelum pengisian ditutup.
saq-read-only = Anda dapat membaca SAQ ini, tidak mengubahnya.

## Pertanyaan

saq-question-of = Pertanyaan { $number } dari { $total }
saq-answer = Jawaban
saq-no-answer = Belum ada jawaban
saq-none-of-these = Tidak ada satu pun
saq-none-and-some = Pilih "Tidak ada satu pun" saja, atau pilih yang lain saja.
saq-not-a-date = Pilih tanggal yang ada di kalender, atau tulis tahun-bulan-tanggal, misalnya 2024-06-10.
saq-text-hint = Paling banyak { $max } karakter.
saq-number-hint = Tulis angka saja. Koma untuk pecahan, misalnya 12,5.
saq-link-hint = Tautan lengkap, diawali https://
saq-basis = Dasar hukum
saq-tutorial = Video panduan untuk pertanyaan ini
saq-saved-by = Tersimpan { $time } oleh { $name }
saq-saved-at = Tersimpan { $time }
saq-nothing-saved = Belum ada jawaban tersimpan.
saq-not-saved-errors = Belum tersimpan. Perbaiki isian yang ditandai, lalu simpan lagi. Semua yang Anda ketik masih ada di bawah.
saq-not-saved-because = Belum tersimpan: { $why }
saq-save = Simpan
saq-save-and-next = Simpan dan lanjutkan
saq-save-help = Jawaban tersimpan sendiri saat Anda mengubahnya. Tanpa JavaScript, tekan Simpan.
saq-previous = Pertanyaan sebelumnya
saq-next = Pertanyaan berikutnya
saq-to-tasks = Daftar pertanyaan
saq-question-navigation = Pertanyaan lain
saq-not-answered = Belum dijawab

## Bukti

saq-evidence = Bukti
saq-evidence-after = Bukti yang diminta bergantung pada jawaban. Simpan jawaban untuk melihatnya.
saq-evidence-none = Pertanyaan ini tidak meminta bukti.
saq-slot-count = { $have } dari paling sedikit { $min }, paling banyak { $max }
saq-slot-kinds = Diterima: { $kinds }.
saq-slot-size = Tiap berkas paling besar { $size }.
saq-slot-full = Tempat ini sudah penuh. Keluarkan satu lebih dahulu untuk menambah yang lain.
saq-slot-not-asked = Dengan jawaban sekarang bukti ini tidak diminta. Bukti yang sudah ada tetap tersimpan.
saq-kind-photo = foto atau tangkapan layar (JPG, PNG, WebP, HEIC)
saq-kind-document = dokumen (PDF, DOCX, ODT)
saq-kind-spreadsheet = lembar kerja (XLSX, ODS, CSV)
saq-kind-video = video (MP4, WebM)
saq-kind-url = tautan
saq-rule-dated-in-round = Dibuat dalam masa siklus ini
saq-rule-timestamp = Memuat tanggal dan jam (timestamp)
saq-rule-watermark = Memuat tanda air kantor
saq-rule-shows-identity = Identitas kantor terlihat
saq-rule-legible = Tulisannya terbaca
saq-rule-signed = Ditandatangani
saq-rule-current-year = Berlaku untuk tahun berjalan
saq-rule-current-or-last-year = Berlaku untuk tahun berjalan atau tahun lalu
saq-rule-opens-without-login = Dapat dibuka tanpa masuk akun
saq-rule-identities-masked = Identitas pemohon disamarkan
saq-rule-kept-in-platform = Berkasnya diunggah di sini, bukan hanya tautan
saq-rule-max-3-minutes = Paling lama 3 menit
saq-rule-other = Aturan: { $code }
saq-upload-files = Pilih berkas
saq-upload = Unggah
saq-caption = Keterangan
saq-caption-hint = Apa yang terlihat pada bukti ini, di mana, dan kapan.
saq-caption-save = Simpan keterangan
saq-caption-change = Ubah keterangan
saq-caption-none = Tanpa keterangan
saq-link = Tautan
saq-link-add = Tambah tautan
saq-received = Diterima, sidik { $hash }
saq-remove = Keluarkan
saq-remove-about = Keluarkan { $name }
saq-evidence-unnamed = berkas tanpa nama
saq-named-problem = { $name }: { $problem }
saq-file-broken = Berkas ini rusak dan tidak dapat dibaca. Buka di perangkat Anda, simpan ulang, lalu unggah lagi.
saq-file-broke-off = Unggahan terputus sebelum lengkap. Tidak ada yang disimpan. Unggah lagi.
saq-file-too-many-pixels = Gambar ini lebih dari 100 juta piksel. Kecilkan gambarnya, lalu unggah lagi.
saq-upload-too-many = Terlalu banyak unggahan yang belum selesai. Selesaikan atau batalkan sebagian dahulu.
saq-upload-no-room = Ruang berkas kantor Anda untuk siklus ini sudah penuh. Keluarkan berkas yang tidak dipakai.
saq-upload-over = Unggahan ini sudah berakhir. Pilih berkasnya lagi untuk memulai dari awal.
saq-upload-elsewhere = Potongan ini tidak dimulai di tempat unggahan berhenti.
saq-upload-too-much = Byte yang dikirim lebih banyak daripada ukuran berkas.
saq-upload-changed = Potongan ini berubah di perjalanan. Tidak ada yang disimpan darinya; kirim lagi.

## Riwayat

saq-history = Riwayat pertanyaan ini
saq-history-none = Belum ada perubahan.
saq-history-saved = Jawaban disimpan (versi { $version })
saq-history-evidence-added = Bukti ditambahkan: { $name }
saq-history-evidence-removed = Bukti dikeluarkan: { $name }
saq-history-evidence-described = Keterangan diubah: { $name }
saq-history-other = { $kind }
saq-history-by = { $name }, { $time }

## Bentrok

saq-conflict-title = Jawaban ini sudah diubah orang lain
saq-conflict-lead = Jawaban Anda belum tersimpan. { $name } lebih dahulu menyimpan pada { $time }. Bandingkan keduanya, lalu pilih.
saq-conflict-mine = Jawaban Anda (belum tersimpan)
saq-conflict-theirs = Tersimpan oleh { $name }, { $time }
saq-conflict-use-theirs = Pakai yang tersimpan
saq-conflict-use-mine = Simpan isian ini
saq-conflict-merge = Isian di bawah ini berisi jawaban Anda. Ubah bila ingin menggabungkan, lalu simpan.
saq-conflict-line = Belum tersimpan: { $name } lebih dahulu menyimpan.
saq-conflict-compare = Bandingkan kedua jawaban
saq-refused-title = Jawaban ini tidak tersimpan
saq-refused-state = Keadaan SAQ sekarang: { $state }. Jawaban tidak dapat diubah lagi. Yang sudah tersimpan tetap seperti semula.
saq-refused-closed = Pengisian ditutup { $time }. Permintaan Anda diterima sesudahnya, jadi tidak disimpan. Yang sudah tersimpan tetap seperti semula.
saq-refused-not-open = Pengisian belum dibuka, jadi jawaban tidak disimpan.
saq-refused-copy = Yang Anda ketik ada di bawah ini. Salin bila perlu.
saq-refused-onward = Lihat pertanyaan

## Periksa dan kirim

saq-check-title = Periksa jawaban
saq-check-gaps-title = Yang masih kurang
saq-check-gaps-none = Semua pertanyaan sudah lengkap.
saq-gap-answer = { $number }: belum dijawab
saq-gap-field = { $number }: angka "{ $label }" belum diisi
saq-gap-also = { $number }: "{ $label }" belum diisi
saq-gap-evidence = { $number }: bukti "{ $label }" kurang { $count }
saq-gap-problem = { $number }: ada yang salah pada jawaban atau buktinya
saq-question-has-problem = Ada yang salah pada jawaban atau bukti pertanyaan ini. Perbaiki sebelum disetujui.
saq-question-has-gap = Pertanyaan ini belum lengkap.
saq-sign-title = Persetujuan, pengesahan, dan pengiriman
saq-sign-rule = Pertanyaan yang bermasalah harus diperbaiki dahulu. Pertanyaan yang belum lengkap tidak menghalangi: kantor yang tidak memiliki suatu fasilitas tetap dapat mengirim, asalkan PPID menyatakannya dengan jelas.
saq-sign-gaps = Saya tahu { $count } pertanyaan belum lengkap. Kirim dengan kekurangan ini.
saq-sign-gaps-needed = Lengkapi pertanyaan di atas, atau centang pernyataan "kirim dengan kekurangan".
saq-sign-off = Setujui sebagai PPID
saq-sign-off-hint = Setelah disetujui, jawaban dan bukti terkunci.
saq-endorse = Sahkan sebagai pimpinan
saq-endorse-hint = Pengesahan dilakukan orang lain daripada yang menyetujui.
saq-submit = Kirim SAQ
saq-submit-hint = Setelah dikirim Anda mendapat tanda terima dengan nomor dan waktu server.
saq-reopen = Buka kembali
saq-reopen-hint = Membuka kembali menggugurkan persetujuan dan pengesahan, dan menarik SAQ yang sudah dikirim. Pengiriman terakhir sebelum penutupan yang dihitung.
saq-waiting-ppid = Menunggu persetujuan PPID.
saq-waiting-leader = Menunggu pengesahan pimpinan.
saq-waiting-submit = Siap dikirim oleh petugas atau PPID.
saq-signed-by = { $name }, { $time }
saq-signature-sign-off = Persetujuan PPID
saq-signature-endorse = Pengesahan pimpinan
saq-signature-submit = Pengiriman
saq-signature-none = Belum
saq-change = Ubah
saq-view = Lihat
saq-change-about = pertanyaan { $number }
saq-links-and-files = Bukti: { $list }

## Tanda terima

saq-receipt-title = SAQ sudah diterima
saq-receipt-number = Nomor tanda terima
saq-receipt-time = Waktu server
saq-receipt-by = Dikirim oleh
saq-receipt-office = Kantor
saq-receipt-hash = SHA-256 dari yang dikirim
saq-receipt-json = Unduh isi yang dikirim (JSON)
saq-receipt-recompute = Sidik ini dapat dihitung ulang: sha256sum pada berkas JSON yang diunduh harus menghasilkan angka yang sama.
saq-receipt-print = Cetak halaman ini dari menu peramban, atau simpan sebagai PDF.
saq-worked-open = Lihat rincian nilai
saq-receipt-open = Lihat tanda terima
