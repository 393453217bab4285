# Daftar informasi publik (DIP): informasi, edisi, dan berkasnya.

catalogue-class-periodic = Berkala
catalogue-class-immediate = Serta-merta
catalogue-class-always = Setiap saat
catalogue-class-periodic-long = Informasi berkala
catalogue-class-immediate-long = Informasi serta-merta
catalogue-class-always-long = Informasi setiap saat
catalogue-class-periodic-hint = Diumumkan paling sedikit setiap enam bulan (Pasal 9 UU 14/2008).
catalogue-class-immediate-hint = Diumumkan seketika bila menyangkut hajat hidup orang banyak atau ketertiban umum (Pasal 10).
catalogue-class-always-hint = Selalu tersedia bila diminta (Pasal 11).
catalogue-form-printed = Cetak
catalogue-form-recorded = Rekaman
catalogue-form-online = Daring
catalogue-licence-open = Informasi publik, dengan menyebut sumber (Pasal 5 UU 14/2008)
catalogue-licence-by = Creative Commons Atribusi 4.0 (CC BY 4.0)
catalogue-licence-by-sa = Creative Commons Atribusi-BerbagiSerupa 4.0 (CC BY-SA 4.0)
catalogue-licence-zero = Tanpa syarat (CC0 1.0)
catalogue-state-draft = Draf
catalogue-state-checked = Sudah diperiksa
catalogue-state-published = Terbit
catalogue-state-revised = Terbit, revisi disusun
catalogue-state-rechecked = Terbit, revisi diperiksa
catalogue-state-withdrawn = Ditarik

catalogue-field-title = Judul
catalogue-field-title-hint = Yang dicari orang: “Laporan keuangan tahun 2025”, bukan “Dokumen 12”.
catalogue-field-summary = Ringkasan isi informasi
catalogue-field-summary-hint = Dua atau tiga kalimat: apa isinya, untuk apa, dan periode berapa.
catalogue-field-class = Klasifikasi
catalogue-field-holder = Pejabat atau unit yang menguasai
catalogue-field-responsible = Penanggung jawab pembuatan atau penerbitan
catalogue-field-made-on = Tanggal pembuatan
catalogue-field-place = Tempat pembuatan
catalogue-field-made = Waktu dan tempat pembuatan
catalogue-field-forms = Bentuk informasi yang tersedia
catalogue-field-retention = Jangka waktu penyimpanan
catalogue-field-retention-hint = Menurut jadwal retensi arsip, misalnya: 5 tahun, lalu musnah; atau: permanen.
catalogue-field-legal-basis = Dasar hukum
catalogue-field-licence = Syarat pemakaian
catalogue-field-language = Bahasa dokumen
catalogue-field-language-hint = Kode dua atau tiga huruf: id, en, jv, dyk.
catalogue-field-keywords = Kata kunci
catalogue-field-keywords-hint = Dipisahkan koma; kata lain yang dipakai orang untuk mencarinya.
catalogue-field-link = Alamat di situs lain
catalogue-field-link-hint = Bila dokumennya berada di situs lain, misalnya JDIH.
catalogue-field-accessible = Dokumen dapat dibaca dengan pembaca layar
catalogue-field-redacted = Sebagian isinya dihitamkan
catalogue-field-about = Tentang dokumen
catalogue-field-year = Tahun

catalogue-list-title = Daftar informasi publik
catalogue-list-lead = Informasi yang dikuasai { $office } dan terbuka bagi siapa saja. Yang tidak ada di sini dapat diminta.
catalogue-list-found =
    { $count ->
        [0] Belum ada informasi
       *[other] { $count } informasi
    }
catalogue-list-none = Belum ada informasi yang diumumkan di sini.
catalogue-list-none-filtered = Tidak ada informasi dengan saringan ini.
catalogue-list-all = Semua klasifikasi
catalogue-list-all-years = Semua tahun
catalogue-list-filter = Saring
catalogue-list-files = Unduh daftar ini
catalogue-list-csv = CSV
catalogue-list-json = JSON
catalogue-dcat-title = Daftar Informasi Publik { $office }
catalogue-list-newest = Terbaru

catalogue-item-versions = Edisi
catalogue-item-version = Edisi { $number }, { $date }
catalogue-item-version-now = (yang ditampilkan)
catalogue-item-files = Berkas
catalogue-item-no-files = Tidak ada berkas di sini. Mintalah salinannya kepada PPID.
catalogue-item-size = { $media }, { $size }
catalogue-item-first-page = Lihat halaman pertama
catalogue-item-page-of = Halaman pertama: { $file }
catalogue-item-sha = SHA-256
catalogue-item-link = Buka di situs lain
catalogue-item-published = Diumumkan { $date }
catalogue-item-updated = diperbarui { $date }
catalogue-item-cite = Cara mengutip
catalogue-item-cite-line = { $office }. ({ $year }). { $title } (edisi { $number }). { $address }
catalogue-item-machine = Untuk program
catalogue-item-reference = Nomor
catalogue-item-redacted = Sebagian isi berkas ini dihitamkan menurut Pasal 17 UU 14/2008.
catalogue-item-revised = Alasan revisi: { $reason }
catalogue-item-withdrawn-title = Informasi ini ditarik
catalogue-item-withdrawn = Ditarik { $date }. Alasan: { $reason }
catalogue-item-withdrawn-ask = Anda tetap dapat memintanya kepada PPID.

desk-title = Meja layanan { $office }
desk-own = Meja layanan
desk-lead = Pekerjaan sehari-hari PPID bagi publik.
desk-catalogue = Daftar informasi publik
desk-catalogue-hint = Tambah, periksa, terbitkan, dan perbarui informasi.
desk-public-site = Lihat situs publik
desk-add = Tambah informasi
desk-list-empty = Belum ada informasi. Tambahkan yang pertama.
desk-state = Keadaan
desk-state-all = Semua keadaan
desk-changed = Diubah
desk-new-title = Tambah informasi
desk-edit-title = Ubah informasi
desk-edit-public = Perubahan disimpan sebagai edisi berikutnya. Yang sekarang terbit tetap tampil sampai edisi itu diterbitkan.
desk-save-draft = Simpan draf
desk-saved = Tersimpan.
desk-conflict = Sementara itu orang lain mengubah informasi ini. Tulisan Anda masih ada di bawah. Bandingkan dengan yang tersimpan, lalu simpan lagi.
desk-conflict-withdrawn = Informasi ini sudah ditarik dari publik. Alasan: “{ $reason }”. Yang Anda ketik masih ada di bawah. Untuk menyimpannya, susun lagi informasi ini sebagai draf.
desk-conflict-withdrawn-officer = Informasi ini sudah ditarik dari publik. Alasan: “{ $reason }”. Yang Anda ketik masih ada di bawah dan belum tersimpan. Hanya PPID yang dapat menyusunnya lagi: salin tulisan Anda, lalu minta PPID membukanya.
desk-resume-save = Susun lagi dan simpan sebagai draf
desk-conflict-stored = Yang tersimpan sekarang
desk-edit = Ubah
desk-gaps-title = Belum lengkap untuk daftar informasi publik
desk-check = Nyatakan sudah diperiksa
desk-check-hint = Tujuh kolom wajib terisi, dan tidak ada data pribadi yang terbuka.
desk-checked = Dinyatakan sudah diperiksa.
desk-return = Kembalikan ke penyusun
desk-returned = Dikembalikan ke penyusun.
desk-publish = Terbitkan
desk-publish-hint = Kosongkan tanggal dan jam agar langsung tampil. Isi keduanya untuk menunda (embargo).
desk-publish-date = Tampil mulai tanggal
desk-publish-time = Jam ({ $zone })
desk-published = Diterbitkan.
desk-reason-revision = Alasan revisi
desk-reason = Alasan
desk-at-once = Umumkan seketika
desk-at-once-hint = Informasi serta-merta tidak menunggu pemeriksaan.
desk-discard = Batalkan edisi ini
desk-discarded = Edisi dibatalkan; yang terbit tetap tampil.
desk-withdraw = Tarik dari publik
desk-withdraw-hint = Halamannya tetap ada dan menyebutkan sejak kapan dan mengapa ditarik.
desk-withdrawn = Ditarik dari publik.
desk-resume = Susun lagi
desk-resumed = Disusun lagi sebagai edisi berikutnya.
desk-step-stale = Sementara itu informasi ini berubah. Lihat keadaannya sekarang, lalu ulangi.
desk-step-impossible = Langkah itu tidak dapat dilakukan dalam keadaan sekarang.
desk-no-publisher = Menerbitkan adalah tugas PPID.
desk-files = Berkas
desk-files-add = Unggah berkas
desk-files-choose = Pilih berkas
desk-files-hint = PDF, DOCX, XLSX, ODT, ODS, CSV, gambar, atau video.
desk-files-caption = Keterangan
desk-files-added = Berkas ditambahkan.
desk-files-remove = Hapus { $name }
desk-files-remove-short = Hapus
desk-files-removed = Berkas dihapus dari edisi ini.
desk-files-broke-off = Kiriman terputus sebelum lengkap. Kirim lagi.
desk-history = Riwayat
desk-history-begun = Dibuat
desk-history-written = Isi diubah
desk-history-checked = Dinyatakan sudah diperiksa
desk-history-returned = Dikembalikan ke penyusun
desk-history-published = Diterbitkan
desk-history-discarded = Edisi dibatalkan
desk-history-withdrawn = Ditarik
desk-history-resumed = Disusun lagi
desk-history-file-added = Berkas ditambahkan: { $name }
desk-history-file-removed = Berkas dihapus: { $name }
desk-public-page = Lihat halaman publik
desk-public-from = Tampil bagi publik mulai { $date }.
catalogue-not-immediate = Hanya informasi serta-merta yang diumumkan tanpa pemeriksaan.

desk-import = Impor dari tabel
desk-import-title = Impor daftar dari tabel
desk-import-lead = Kirim daftar yang sudah ada, misalnya lampiran keputusan DIP. Judul kolom dikenali dari kata-katanya; urutannya bebas. Baris yang benar menjadi draf; sebelum itu Anda melihat apa yang terbaca dan apa yang salah.
desk-import-file = Berkas tabel
desk-import-file-hint = XLSX, ODS, atau CSV, paling banyak 5.000 baris; yang dibaca lembar pertama yang berisi.
desk-import-class = Klasifikasi
desk-import-class-of-row = Menurut kolom dalam tabel
desk-import-look = Periksa tabel
desk-import-take =
    { $count ->
       *[other] Jadikan { $count } baris sebagai draf
    }
desk-import-taken = Tabel sudah diambil alih.
desk-import-done =
    { $made ->
       *[other] { $made } baris sudah menjadi draf.
    }
desk-import-good =
    { $count ->
       *[other] { $count } baris dapat diambil alih.
    }
desk-import-faulty =
    { $count ->
        [0] Tidak ada baris yang salah.
       *[other] { $count } baris salah.
    }
desk-import-present =
    { $count ->
       *[other] { $count } baris dilewati karena sudah ada dalam daftar (baris { $rows }).
    }
desk-import-unknown = Kolom yang tidak dikenal dan dilewati: { $columns }.
desk-import-faults = Baris yang salah
desk-import-faults-lead = Perbaiki dalam tabel, lalu kirim lagi: baris yang sudah diambil alih akan dilewati.
desk-import-rows = Yang dapat diambil alih
desk-import-row = Baris
desk-import-wrong = Yang salah
desk-import-repeats = Sama dengan baris { $row }.
desk-import-more =
    { $count ->
       *[other] dan { $count } baris lagi.
    }
desk-import-unreadable = Tabel tidak dapat dibaca, atau terlalu besar. Simpan ulang sebagai XLSX atau CSV.
desk-import-no-heading = Tidak ada baris judul kolom yang dikenal. Pakai judul seperti pada formulir DIP: Ringkasan isi informasi, Pejabat yang menguasai, Penanggung jawab, …
desk-import-no-title = Kolom “Judul” atau “Ringkasan isi informasi” tidak ada.
desk-import-empty = Di bawah judul kolom tidak ada baris yang berisi.
desk-import-too-many = Lebih dari 5.000 baris. Bagi menjadi beberapa tabel.
desk-withdrawn-not-later = Yang pernah ditarik hanya dapat diterbitkan sekarang. Sampai menit yang dijadwalkan, yang dulu ditarik akan terlihat lagi.
desk-upload-too-late = Yang hendak diisi berkas ini sudah berubah selama pengiriman. Buka halamannya lagi.
