# Bukti: aturan berkas, tanda terima, penggantian, pemakaian bersama.

## Aturan berkas

evidence-rules-title = Aturan berkas { $title }
evidence-rules-link = Ubah aturan berkas
evidence-rules-heading = Aturan berkas
evidence-rules-intro = Yang dikosongkan mengikuti pengaturan pengelola layanan.
evidence-rules-file = Paling besar satu berkas
evidence-rules-file-hint = Misalnya 20 MB. Pengelola: { $usual }.
evidence-rules-office = Paling besar semua berkas satu kantor
evidence-rules-office-hint = Misalnya 4 GB. Pengelola: { $usual }.
evidence-rules-grace-name = Waktu tambahan unggahan
evidence-rules-operator = pengaturan pengelola
evidence-rules-grace = Waktu tambahan untuk unggahan yang sedang berjalan, dalam menit
evidence-rules-grace-hint = Dari 0 sampai 1440. Pengelola: { $usual } menit. Berlaku bagi unggahan yang dimulai dan SAQ yang dikirim sebelum penutupan.
evidence-rules-not-a-size = Tulis ukuran dengan satuan, misalnya 20 MB.
evidence-rules-file-bounds = Tulis ukuran dari 1 KB sampai 1 GB.
evidence-rules-office-bounds = Tulis ukuran dari 1 KB sampai 1024 GB.
evidence-rules-office-below-file = Satu kantor harus boleh mengirim setidaknya satu berkas yang paling besar.
evidence-rules-minutes = { $minutes } menit
evidence-rules-usual = { $value } (pengaturan pengelola)
evidence-rules-changed = Aturan berkas diubah
evidence-rules-change = { $name }: { $new } (sebelumnya { $old })
evidence-notice-rules = Aturan berkas { $title } berubah

evidence-room = Ruang berkas kantor: { $used } dari { $most } terpakai ({ $percent })
evidence-grace-rule = Unggahan yang dimulai sebelum penutupan boleh selesai sampai { $time } bila SAQ sudah dikirim sebelum penutupan; berkasnya ditandai terlambat unggah.
evidence-grace-none = Unggahan harus selesai sebelum penutupan: tidak ada waktu tambahan.

## Tanda terima berkas

evidence-receipt-title = Berkas sudah diterima
evidence-receipt-number = Nomor tanda terima
evidence-receipt-open = Tanda terima { $number }
evidence-receipt-file = Berkas
evidence-receipt-size = Ukuran
evidence-receipt-bytes = { $size } ({ $bytes } byte)
evidence-receipt-hash = SHA-256
evidence-receipt-time = Waktu server
evidence-receipt-office = Kantor
evidence-receipt-question = Pertanyaan
evidence-receipt-caption = Keterangan
evidence-receipt-by = Dikirim oleh
evidence-receipt-mark = Tanda
evidence-receipt-in-time = Tiba sebelum jawaban disetujui
evidence-receipt-late = Terlambat unggah: tiba setelah jawaban disetujui
evidence-receipt-json = Unduh tanda terima (JSON)
evidence-receipt-recompute = SHA-256 dapat dihitung ulang: sha256sum pada berkas asli harus menghasilkan angka yang sama.
evidence-receipt-back = Kembali ke pertanyaan

## Mengganti

evidence-replace = Ganti
evidence-replace-about = Ganti { $name }
evidence-replace-file = Berkas baru
evidence-replace-hint = Versi lama tetap tersimpan dan dapat dibuka dari riwayat. Keterangan kosong berarti keterangan lama dipakai.
evidence-replace-present = Berkas baru ini sudah ada di tempat yang sama. Pilih berkas lain, atau keluarkan yang tidak dipakai.
evidence-replace-signed = Penggantian ini baru selesai sesudah jawaban disetujui. Versi lama tetap berlaku; buka kembali SAQ untuk menggantinya.
evidence-replaces = Menggantikan versi sebelumnya
evidence-history-replaced = Bukti diganti: { $old } menjadi { $new }
evidence-history-old = Buka versi lama
evidence-history-begun = Unggahan dimulai: { $name }
evidence-history-refused = Unggahan ditolak: { $name }
evidence-history-given-up = Unggahan dibatalkan: { $name }
evidence-history-expired = Unggahan kedaluwarsa: { $name }
evidence-history-clock = Sistem

## Satu berkas untuk beberapa pertanyaan

evidence-reuse = Pakai berkas yang sudah diunggah
evidence-reuse-choose = Berkas kantor ini yang cocok
evidence-reuse-submit = Pakai berkas ini
evidence-reuse-place = { $size }, pertanyaan { $numbers }
evidence-reuse-place-caption = { $size }, pertanyaan { $numbers }. { $caption }
evidence-reuse-caption = Keterangan di sini
evidence-reuse-caption-hint = Kosong berarti keterangan yang sudah ada ikut dipakai.
evidence-reuse-none-chosen = Pilih satu berkas.

## Kelengkapan

evidence-concerns-title = Yang perlu dilihat sebelum dikirim
evidence-under-way = { $number }: unggahan { $name } baru { $percent }
evidence-under-way-whole = { $number }: { $name } sudah lengkap dan sedang diperiksa
evidence-late-file = { $number }: { $name } ditandai terlambat unggah
evidence-overdue-task = { $what }: tugas { $name } sudah lewat tenggat
evidence-damaged-file = { $number }: { $name } rusak di penyimpanan, unggah sekali lagi

## Kerusakan

evidence-damaged-title = Berkas ini rusak di penyimpanan
evidence-damaged-detail = Isinya tidak lagi sama dengan yang diterima, karena itu tidak ditampilkan. Pengelola layanan sudah diberi tahu.
evidence-damaged-advice = Bila Anda masih memiliki berkas aslinya, unggah berkas yang sama sekali lagi: itu memperbaikinya.
evidence-damaged-row = Rusak di penyimpanan. Unggah berkas yang sama sekali lagi untuk memperbaikinya.
evidence-notice-damaged = { $count } berkas rusak di penyimpanan

evidence-range-title = Bagian yang diminta tidak ada
evidence-range-detail = Bagian itu di luar ukuran berkas; ukurannya ada pada Content-Range.
