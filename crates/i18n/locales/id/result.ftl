# Rekapitulasi, pengumuman, dan hasil yang terbuka untuk umum.

result-component-moved = Orang lain sudah mengubah nilai ini. Muat ulang halaman, lalu isi lagi.

## Rincian nilai

result-worked-title = Rincian nilai
result-worked-preliminary = Nilai sementara: masih dapat berubah sampai hasil diumumkan.
result-worked-not-scored = Kantor ini tidak mendapat nilai: { $outcome }.
result-worked-components = Komponen dan nilai akhir
result-worked-questions = Bagian { $code }: { $title }
result-component = Komponen
result-component-score = Nilai (0–100)
result-component-weight = Bobot
result-component-part = Sumbangan
result-component-rerank = hanya untuk urutan
result-question = Pertanyaan
result-weight = Bobot
result-weight-shared = Bobot setelah dibagi
result-share = Capaian
result-points = Poin
result-section-sum = Jumlah bagian
result-section-none = Tidak berlaku
result-total = Nilai akhir
result-not-applicable = tidak berlaku
result-warnings = Catatan
result-warning-unanswered = Pertanyaan { $code } tidak dijawab: dihitung 0.
result-warning-unreviewed = Pertanyaan { $code } dijawab tetapi belum diverifikasi: dihitung 0.
result-warning-missing = Komponen { $code } belum ada nilainya.
result-warning-not-expected = Komponen { $code } ada nilainya tetapi tidak dihitung di kantor ini.

## Keluaran

result-outcome-scored = Dinilai
result-outcome-not-registered = Tidak mendaftar
result-outcome-not-submitted = Tidak mengirim
result-outcome-not-assessed = Tidak dinilai

## Komponen

result-components-title = Nilai komponen: { $name }
result-components-intro = Isi angka 0 sampai 100; desimal memakai koma. Baris kosong berarti belum ada nilai.
result-components-caption = Nilai per kantor
result-components-saved = { $count } nilai tersimpan.
result-components-change-reason = Alasan wajib diisi bila nilai yang sudah ada diubah.
result-score-for = Nilai untuk { $office }
result-reason-for = Alasan untuk { $office }

## Rekapitulasi

result-recap-title = Rekapitulasi
result-recap-preliminary = Angka bergerak bersama verifikasi sampai hasil diusulkan.
result-recap-frozen = Angka sudah dibekukan dalam usulan.
result-recap-corrected = Angka dihitung dari penilaian yang terakhir, termasuk koreksi. Yang sudah diumumkan tidak berubah sampai hasil koreksi diumumkan.
result-recap-caption = Nilai, kategori, dan peringkat per kantor
result-recap-province = Provinsi
result-recap-all = Semua
result-recap-filter = Saring
result-recap-change = Dibanding tahun lalu
result-recap-notes = Catatan
result-recap-notes-count = { $count } catatan
result-recap-enter = Isi nilai komponen: { $name }
result-recap-files = Berkas perhitungan
result-recap-files-note = Tiga berkas pertama menghasilkan berkas keempat, bita demi bita, dengan perintah terbuka score.
result-rank-national = Peringkat nasional
result-rank-province = Peringkat provinsi

## Usulan

result-proposal = Pengumuman
result-propose = Usulkan hasil
result-propose-intro = Angka dibekukan saat diusulkan. Orang lain harus menyetujuinya sebelum waktunya.
result-propose-not-yet = Hasil dapat diusulkan sesudah verifikasi berakhir pada { $time }.
result-publish-date = Tanggal terbit
result-publish-time = Jam terbit (WIB)
result-publish-time-hint = Misalnya 10.00
result-decree = Nomor keputusan
result-decree-hint = Kosongkan bila belum ada.
result-note = Catatan untuk penyetuju
result-state-proposed = Diusulkan, menunggu persetujuan
result-state-approved = Disetujui, menunggu waktu terbit
result-state-published = Sudah diumumkan
result-state-withdrawn = Ditarik
result-proposed-by = Diusulkan oleh
result-approved-by = Disetujui oleh
result-publish-at = Terbit pada
result-hash = SHA-256 berkas hasil
result-approve = Setujui hasil
result-approve-other = Orang lain yang harus menyetujui: Anda yang mengusulkan.
result-withdraw = Tarik usulan
result-withdraw-reason = Alasan menarik usulan
result-proposed = Hasil diusulkan. Angka dibekukan.
result-approved = Hasil disetujui dan terbit pada waktunya.
result-withdrawn = Usulan ditarik. Angka bergerak lagi.
result-view-public = Lihat halaman hasil

## Untuk umum

result-home-title = Keterbukaan informasi publik
result-home-lead = Di sini Anda dapat melihat seberapa terbuka kantor-kantor yang dinilai, dari seluruh Indonesia sampai satu kantor.
result-home-latest = Hasil terbaru: { $title }
result-home-none = Belum ada hasil yang diumumkan.
result-home-search = Cari kantor
result-home-search-label = Nama kabupaten, kota, atau provinsi
result-home-more = Lihat hasil lengkap
result-list-title = Hasil penilaian
result-list-caption = Siklus yang sudah diumumkan
result-list-round = Siklus
result-list-published = Diumumkan
result-list-scored = Kantor yang dinilai
result-list-none = Belum ada hasil yang diumumkan.
result-round-title = Hasil { $title }
result-province-title = { $office }: hasil { $title }
result-published = Diumumkan { $time }
result-decree-line = Keputusan { $decree }
result-headline = { $percent } { $category } { $scope }
result-headline-national = nasional
result-headline-of = { $count } dari { $scored } kantor yang dinilai
result-mean = Nilai rata-rata
result-categories = Kategori
result-categories-caption = Jumlah kantor per kategori
result-category = Kategori
result-category-from = Nilai mulai
result-count = Kantor
result-percent = Bagian
result-percent-note = Bagian dihitung dari kantor yang dinilai.
result-before = Tahun sebelumnya ({ $year })
result-outside = Tanpa nilai
result-map = Peta provinsi
result-map-caption = Bagian kantor berkategori { $category } per provinsi, dalam persen. Angka yang sama ada di tabel provinsi. Semua petak sama besar.
result-map-title = Peta petak: bagian kantor berkategori { $category } per provinsi
result-provinces = Provinsi
result-provinces-caption = Hasil per provinsi
result-province = Provinsi
result-ranking = Peringkat
result-ranking-caption = Peringkat kantor
result-ranking-filtered = { $count } dari { $total } kantor
result-ranking-none = Tidak ada kantor yang cocok. Ubah atau hapus saringan.
result-filter = Saring peringkat
result-filter-name = Nama kantor
result-filter-category = Kategori
result-rank = Peringkat
result-rank-in-province = Di provinsi
result-office = Kantor
result-score = Nilai
result-score-before = Nilai { $year }
result-change = Selisih
result-download = Unduh tabel ini:
result-download-csv = CSV
result-download-json = JSON
result-office-back = Semua hasil { $title }
result-office-rank = Peringkat { $rank } dari { $of } kantor yang dinilai
result-office-rank-province = Peringkat { $rank } di { $province }
result-office-scale = Kategori memakai skala ini
result-office-before = Hasil { $title }: nilai { $score }, { $category }
result-office-sections-caption = Poin per bagian
result-section = Bagian
result-section-max = Paling banyak
result-office-questions = Rincian per pertanyaan
result-office-private = Jawaban dan bukti kantor tidak ditampilkan.
result-feed-title = Pengumuman hasil
result-description = Nilai, kategori, dan peringkat keterbukaan informasi publik: { $title }.

# Koreksi sesudah pengumuman
result-state-superseded = Digantikan oleh koreksi
result-approve-password = Kata sandi Anda
result-approve-password-hint = Persetujuan ini menentukan hasil resmi, jadi buktikan sekali lagi bahwa ini Anda.
result-signer = Nama penanda tangan
result-signer-hint = Tercetak di sertifikat dan surat rekomendasi. Kosongkan bila ditandatangani dengan tangan.
result-signer-title = Jabatan penanda tangan
result-place = Tempat
result-correct-link = Koreksi hasil yang sudah diumumkan
result-correct-title = Koreksi hasil
result-correct-intro = Yang dikoreksi di sini baru tampak bagi umum setelah hasil koreksi diusulkan, disetujui orang lain, dan diumumkan. Hasil lama tetap tersimpan dan ditandai.
result-correct-share = Bagian nilai
result-correct-share-hint = Dari 0 sampai 1, misalnya 1, 0,5, atau 2/3. Menggantikan penilaian sebelumnya.
result-correct-save = Simpan koreksi
result-correct-list = Koreksi yang sudah dicatat
result-correct-none = Belum ada koreksi.
result-corrected = Koreksi tersimpan. Hasil yang diumumkan belum berubah.
result-correction-by = { $by }, { $at }
result-correction-waits = Angka di bawah ini berbeda dari yang sudah diumumkan. Usulkan hasil koreksi agar berlaku.
result-correction-hint = Alasan ini dapat dibaca siapa saja.
result-correction-nothing = Angkanya sama dengan yang sudah diumumkan. Catat dahulu koreksinya.
result-propose-correction-intro = Usulan ini mengoreksi hasil yang sudah diumumkan. Edisi lama tetap dapat dilihat dan ditandai sudah diganti.
result-recap-public = Yang diumumkan

result-recommendations = Rekomendasi
result-recommendations-lead = Pertanyaan yang paling banyak mengurangi nilai. Membenahinya paling cepat menaikkan nilai.
result-history = Hasil di penilaian lain
result-correction = Hasil ini koreksi ke-{ $number }, diumumkan { $at }. Alasannya: { $reason }
result-code = Kode
result-total-exact = Nilai persis
result-recap-before = Nilai sebelumnya
result-sections-sheet = Nilai indikator
result-recap-tables = Tabel untuk dibaca dan diolah:

result-changes-title = Yang berubah sejak penilaian provinsi
result-changes-lead = Setiap jawaban yang dinilai lagi oleh kendali mutu, sanggah, atau koreksi, dengan alasan dan pemutusnya.
result-changes-nothing = Belum ada jawaban yang dinilai lagi.
result-changes-up = Naik
result-changes-down = Turun
result-changes-same = Tetap
result-changes-none = Belum dinilai
result-changes-before = Provinsi
result-changes-after = Berlaku
result-changes-whose = Diputus oleh
