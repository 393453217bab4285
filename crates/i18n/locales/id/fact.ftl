# Fakta dari data kantor sebagai bukti jawaban.

fact-title = Isi dari data
fact-lead = Data kantor di Terbuka yang menjawab atau mendukung pertanyaan ini. Bila diambil, keadaannya dibekukan sebagai bukti; jawaban tetap Anda yang memberikan.
fact-read-at = Dibaca { $at }
fact-taken = Diambil { $at } oleh { $name }
fact-counted =
    { $count ->
        [0] Tidak ada yang dihitung
       *[other] Yang dihitung: { $count }
    }
fact-counted-more =
    { $count ->
       *[other] dan { $count } lagi; semuanya ada dalam salinan
    }
fact-not-counting = tidak dihitung
fact-take = Ambil sebagai bukti
fact-take-about = Ambil sebagai bukti: { $name }
fact-retake = Ambil ulang
fact-retake-about = Ambil ulang: { $name }
fact-give-back = Lepaskan
fact-give-back-about = Lepaskan: { $name }
fact-changed = Data sekarang berbeda: { $value }. Ambil ulang bila yang baru yang berlaku.
fact-suggests = Jawaban yang sesuai: { $answer }
fact-open = Buka salinan (JSON)
fact-sha256 = SHA-256 { $hash }
fact-records = Lihat datanya
fact-took = Data diambil sebagai bukti.
fact-gave-back = Bukti dari data dilepaskan.

fact-review-title = Dari data Terbuka
fact-review-lead = Kantor mengambil data ini dari catatannya sendiri di Terbuka; salinannya beku sejak diambil.
fact-review-same = Data sekarang masih sama.
fact-review-now = Data sekarang: { $value } ({ $at }).
fact-review-gone = Data itu sekarang tidak ada lagi.

fact-history-taken = Data diambil: { $name }, { $value }
fact-history-given-back = Data dilepaskan: { $name }

fact-count = { $count } { $unit }
fact-share = { $part } dari { $of } { $unit }
fact-day-none = belum pernah
fact-text-none = belum ada
fact-field = { $label }: { $value }

fact-unit-item = informasi
fact-unit-row = butir
fact-unit-duty = kewajiban
fact-unit-test = pengecualian
fact-unit-element = unsur
fact-unit-day = tanggal
fact-unit-yes-no = ya atau tidak
fact-unit-number = nomor

fact-name-items = Informasi publik yang terbit
fact-name-items-periodic = Informasi berkala yang terbit
fact-name-items-immediate = Informasi serta-merta yang terbit
fact-name-items-always = Informasi setiap saat yang terbit
fact-name-newest-periodic = Informasi berkala terakhir diperbarui
fact-name-updated = Informasi yang diperbarui tahun ini
fact-name-decree = Penetapan daftar informasi publik tahun ini
fact-name-decree-rows = Butir dalam penetapan tahun ini
fact-name-duties = Kewajiban mengumumkan yang mutakhir
fact-name-exemptions = Pengecualian dengan uji konsekuensi yang berlaku
fact-name-yearly-report = Laporan layanan tahunan terbit
fact-name-maklumat = Unsur maklumat pelayanan yang lengkap
fact-name-service-standard = Standar layanan tersimpan
fact-name-site = Situs dapat dibuka
fact-name-whatsapp = Nomor WhatsApp PPID

fact-how-items = Banyaknya informasi dalam daftar kantor yang dapat dilihat umum pada saat dibaca.
fact-how-items-periodic = Banyaknya informasi berkala dalam daftar kantor yang dapat dilihat umum pada saat dibaca.
fact-how-items-immediate = Banyaknya informasi serta-merta dalam daftar kantor yang dapat dilihat umum pada saat dibaca.
fact-how-items-always = Banyaknya informasi setiap saat dalam daftar kantor yang dapat dilihat umum pada saat dibaca.
fact-how-newest-periodic = Tanggal terbaru suatu edisi informasi berkala mulai dapat dilihat umum.
fact-how-updated = Informasi yang edisi umumnya terbit dalam tahun pengisian, dari semua yang dapat dilihat umum.
fact-how-decree = Ya bila ada penetapan daftar untuk tahun pengisian yang berlaku pada saat dibaca.
fact-how-decree-rows = Banyaknya butir dalam lampiran penetapan untuk tahun pengisian yang berlaku pada saat dibaca.
fact-how-duties = Kewajiban mengumumkan yang mutakhir, dari semua kewajiban selain serta-merta.
fact-how-exemptions = Pengecualian dalam daftar umum yang uji konsekuensinya berlaku pada saat dibaca, dari semua yang pernah ditetapkan.
fact-how-yearly-report = Ya bila laporan layanan tahunan terbit dan belum lewat waktunya.
fact-how-maklumat = Unsur maklumat (PerKI 1/2021 Pasal 47) yang terisi dalam standar layanan kantor, dari enam.
fact-how-service-standard = Ya bila kantor sudah menyimpan standar layanannya sendiri.
fact-how-site = Ya bila halaman depan situs kantor dapat dibuka tanpa masuk pada kunjungan terakhir Terbuka.
fact-how-whatsapp = Nomor WhatsApp dalam profil kantor yang ditampilkan untuk umum.

fact-rules-title = Fakta sebagai jawaban
fact-rules-lead = Pertanyaan mana yang ditawari data kantor, dan jawaban apa yang disarankannya. Tanpa berkas sendiri berlaku yang dibawa program untuk instrumen ini.
fact-rules-map = Peta fakta (YAML, format terbuka/facts/1)
fact-rules-off = Jangan tawarkan data apa pun dalam siklus ini
