# Penetapan daftar informasi publik: dibekukan, ditetapkan, dibandingkan.

decree-title = Penetapan daftar informasi publik
decree-hint = Membekukan daftar untuk satu tahun, mencetak lampirannya, dan membandingkan penetapan.
decree-lead = Daftar yang dibekukan adalah salinan dari semua informasi yang terbit pada saat itu. Pimpinan atau atasan PPID menetapkannya dengan nomor dan tanggal; setelah itu isinya tidak berubah lagi. Perubahan dalam tahun berjalan menjadi penetapan baru yang menggantikannya.
decree-none = Belum ada daftar yang dibekukan.
decree-list-caption = Daftar yang dibekukan
decree-column-year = Tahun
decree-column-name = Nama dan nomor
decree-column-rows = Butir
decree-column-state = Keadaan
decree-state-draft = Rancangan
decree-state-decided = Berlaku
decree-state-superseded = Diganti
decree-state-revoked = Dicabut
decree-state-dropped = Dibatalkan

decree-freeze = Bekukan daftar
decree-freeze-lead =
    { $count ->
        [0] Belum ada informasi yang terbit, jadi belum ada yang dapat dibekukan.
       *[other] { $count } informasi yang terbit sekarang akan disalin ke dalam rancangan.
    }
decree-freeze-year = Untuk tahun
decree-freeze-name = Nama daftar pada lampiran
decree-freeze-name-default = Daftar Informasi Publik Tahun { $year }
decree-nothing-public = Belum ada informasi yang terbit, jadi tidak ada yang dapat dibekukan
decree-frozen = Daftar dibekukan sebagai rancangan.
decree-refreeze = Bekukan ulang dari daftar sekarang
decree-refreeze-hint = Rancangan ini diganti dengan salinan dari yang terbit sekarang.
decree-refrozen = Rancangan dibekukan ulang.

decree-rows =
    { $count ->
       *[other] { $count } butir
    }
decree-reference = Nomor salinan
decree-year = Tahun
decree-frozen-at = Dibekukan
decree-frozen-by = { $name }, { $at }
decree-number = Nomor keputusan
decree-day = Tanggal keputusan
decree-place = Tempat penetapan
decree-signer = Nama penanda tangan
decree-signer-title = Jabatan penanda tangan
decree-decided-by = Ditetapkan di Terbuka oleh
decree-ended = Berakhir
decree-reason = Alasan
decree-reason-supersede = Alasan penggantian
decree-reason-supersede-hint = Penetapan { $number } yang berlaku untuk tahun ini akan diganti oleh penetapan ini.
decree-successor = Diganti oleh
decree-sha256 = SHA-256 salinan
decree-sha256-hint = Sidik dari berkas JSON, bita demi bita. Siapa pun dapat menghitungnya kembali.
decree-files = Lampiran
decree-file-pdf = PDF untuk dicetak dan ditandatangani
decree-file-xlsx = Lembar kerja (XLSX)
decree-file-csv = CSV
decree-file-json = Salinan beku (JSON)
decree-scan = Pindaian yang ditandatangani
decree-scan-none = Belum ada pindaian.
decree-scan-hint = PDF keputusan beserta lampiran yang sudah ditandatangani. Semua orang dapat mengunduhnya; periksa dahulu agar tidak ada data pribadi yang tidak perlu.
decree-scan-add = Unggah pindaian
decree-scan-added = Pindaian diunggah.
decree-scan-remove = Keluarkan pindaian
decree-scan-removed = Pindaian dikeluarkan.

decree-decide-title = Tetapkan
decree-decide-hint = Setelah ditetapkan, daftar terbit untuk umum dan isinya tidak berubah lagi.
decree-decide = Tetapkan daftar ini
decree-decide-own = Anda yang membekukan daftar ini; orang lain yang menetapkannya.
decree-decide-waits = Menunggu penetapan oleh pimpinan atau atasan PPID.
decree-decided = Daftar ditetapkan.
decree-day-later = Tanggal keputusan tidak boleh setelah hari ini
decree-day-before-freezing = Tanggal keputusan tidak boleh sebelum daftar dibekukan
decree-drop-title = Batalkan rancangan
decree-drop = Batalkan rancangan ini
decree-dropped = Rancangan dibatalkan.
decree-revoke-title = Cabut
decree-revoke-hint = Penetapan tetap dapat dibaca umum dengan keterangan bahwa sudah dicabut.
decree-revoke = Cabut penetapan ini
decree-revoked = Penetapan dicabut.
decree-stale = Orang lain lebih dahulu mengubah penetapan ini. Periksa keadaannya, lalu ulangi bila masih perlu.
decree-impossible = Langkah ini tidak dapat dilakukan lagi dalam keadaannya sekarang.

decree-drift-title = Dibandingkan dengan daftar sekarang
decree-drift-none = Daftar yang terbit sekarang masih sama dengan salinan ini.
decree-drift = Sejak dibekukan: { $added } ditambah, { $removed } keluar, { $changed } berubah.
decree-drift-open = Lihat perubahannya
decree-compare-title = Bandingkan
decree-compare-lead = Apa yang ditambah, keluar, dan berubah dari yang satu ke yang lain, kolom demi kolom.
decree-compare-old = Dari
decree-compare-new = Ke
decree-compare-today = Daftar yang terbit sekarang
decree-compare = Bandingkan
decree-compare-choice = { $year }: { $name } ({ $state })
decree-compare-csv = Unduh perbandingan (CSV)
decree-compare-alike = Keduanya sama.
decree-added = Ditambah ({ $count })
decree-removed = Keluar ({ $count })
decree-changed = Berubah ({ $count })
decree-same =
    { $count ->
       *[other] { $count } butir sama pada keduanya.
    }
decree-compare-column = Kolom
decree-compare-was = Semula
decree-compare-is = Menjadi
decree-edition = Edisi
decree-history = Riwayat
decree-history-frozen = Dibekukan
decree-history-refrozen = Dibekukan ulang
decree-history-decided = Ditetapkan
decree-history-superseded = Diganti
decree-history-revoked = Dicabut
decree-history-dropped = Dibatalkan
decree-history-scan-added = Pindaian diunggah
decree-history-scan-removed = Pindaian dikeluarkan
decree-history-other = Diubah

decree-annex-draft = rancangan { $title }
decree-annex-decree = Keputusan Nomor { $number } tanggal { $day } tentang { $title }

decree-notice-frozen = { $office }: daftar informasi publik tahun { $year } menunggu penetapan
decree-notice-frozen-what = Daftar sudah dibekukan. Periksa lampirannya, lalu tetapkan dengan nomor dan tanggal keputusan.
decree-notice-decided = Daftar informasi publik tahun { $year } ditetapkan dengan keputusan { $number }
decree-notice-revoked = Keputusan { $number } tentang daftar informasi publik tahun { $year } dicabut

decree-public-title = Penetapan daftar informasi publik
decree-public-lead = Daftar informasi publik { $office } sebagaimana ditetapkan untuk setiap tahun. Isi setiap penetapan tidak berubah; daftar yang selalu mutakhir ada di halaman daftar informasi publik.
decree-public-none = Belum ada daftar yang ditetapkan.
decree-public-year = Tahun { $year }
decree-public-decision = Keputusan Nomor { $number }, { $day }, { $place }
decree-public-signer = Ditandatangani oleh { $name }, { $title }
decree-public-ended = { $state } { $at }: { $reason }
decree-public-successor = Diganti oleh { $reference }
decree-public-link = Penetapan daftar per tahun
decree-public-scan = Keputusan yang ditandatangani (PDF, { $size })
decree-public-json = Daftar penetapan ini juga tersedia sebagai
