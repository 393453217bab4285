# Standar layanan informasi: halaman publik, isian petugas, dan kata-kata yang dipakai bersama cetakan

service-days = { $days } hari kerja
service-days-more = ditambah { $days } hari kerja
service-days-unknown = belum ada ketentuan
service-at-once = saat diterima
service-election-days = informasi Pemilu dan Pemilihan: { $days } hari kerja

# Yang dibawa pemohon
service-who-person = Perorangan
service-who-group = Kelompok orang
service-who-entity = Badan hukum
service-who-attorney = Kuasa pemohon
service-need-person = Nomor induk kependudukan dan KTP, atau bukti identitas lain yang sah
service-need-group-power = Surat kuasa dari anggota kelompok
service-need-group-id = KTP para pemberi kuasa dan daftar anggota
service-need-entity-approval = Nomor surat keputusan pengesahan badan hukum
service-need-entity-deed = Akta atau anggaran dasar, dan identitas penanda tangan
service-need-attorney-power = Surat kuasa khusus
service-need-attorney-id = Identitas pemberi dan penerima kuasa

# Pelaku langkah
service-actor-requester = Pemohon
service-actor-desk = Petugas
service-actor-ppid = PPID
service-actor-superior = Atasan PPID
service-actor-commission = Komisi Informasi
service-actor-parties = Para pihak

# Langkah permohonan
service-procedure-request = Permohonan informasi
service-request-ask = Mengajukan permohonan: identitas, informasi yang diminta, tujuan penggunaan, serta cara memperoleh dan mengirimkannya
service-request-register = Mencatat permohonan, juga yang disampaikan lisan, dan memberi nomor pendaftaran
service-request-notice = Memberi tahu secara tertulis apakah informasi diberikan, ditolak dengan alasan, atau dikuasai badan publik lain
service-request-extension = Bila belum selesai, memperpanjang waktu satu kali dengan alasan tertulis
service-request-deliver = Menyerahkan informasi dengan cara yang diminta; bagian yang dikecualikan dihitamkan
service-request-deliver-time = sesuai pemberitahuan
service-request-object = Tidak puas? Mengajukan keberatan kepada Atasan PPID

# Langkah keberatan
service-procedure-objection = Keberatan
service-objection-file = Mengajukan keberatan tertulis kepada Atasan PPID dengan alasan menurut Pasal 35 UU 14/2008
service-objection-register = Mencatat keberatan dalam register dan memberi tanda terima
service-objection-examine = Memeriksa keberatan; alasan b sampai g dapat diselesaikan secara musyawarah
service-objection-answer = Memberi jawaban tertulis: menguatkan PPID dengan alasan, atau memerintahkan informasi diberikan
service-objection-carry-out = Melaksanakan jawaban Atasan PPID
service-objection-dispute = Tidak puas, atau tidak dijawab? Mengajukan sengketa ke Komisi Informasi

# Langkah sengketa
service-procedure-dispute = Sengketa informasi
service-dispute-file = Mengajukan permohonan penyelesaian sengketa tanpa biaya: identitas, bukti permohonan, bukti keberatan
service-dispute-complete = Memeriksa kelengkapan; kekurangan dilengkapi pemohon dalam 7 hari kerja
service-dispute-start = Mulai menyelesaikan sengketa
service-dispute-mediate = Mediasi untuk alasan b sampai g
service-dispute-mediate-time = 14 hari kerja, dapat ditambah 7
service-dispute-adjudicate = Ajudikasi bila mediasi gagal, atau bila informasi ditolak karena dikecualikan
service-dispute-rule = Membacakan putusan yang mengikat para pihak
service-dispute-rule-time = seluruhnya paling lama { $regular } hari kerja; informasi Pemilu dan Pemilihan: { $election } hari kerja
service-dispute-court = Tidak menerima putusan? Mengajukan gugatan ke pengadilan
service-dispute-court-time = 14 hari sejak putusan diterima

# Jangka waktu
service-clock-what = Tahap
service-clock-regular = Informasi umum
service-clock-election = Pemilu dan Pemilihan
service-clock-number = Nomor pendaftaran
service-clock-answer = Pemberitahuan tertulis
service-clock-extension = Perpanjangan, satu kali
service-clock-objection-filing = Mengajukan keberatan
service-clock-objection = Jawaban keberatan
service-clock-dispute-filing = Mengajukan sengketa
service-clock-dispute = Penyelesaian sengketa

# Alasan keberatan (Pasal 35 ayat (1) UU 14/2008)
service-ground-a = Permintaan ditolak dengan alasan pengecualian (Pasal 17)
service-ground-b = Informasi berkala tidak disediakan
service-ground-c = Permintaan tidak ditanggapi
service-ground-d = Permintaan ditanggapi tidak sebagaimana yang diminta
service-ground-e = Permintaan tidak dipenuhi
service-ground-f = Biaya yang dikenakan tidak wajar
service-ground-g = Informasi disampaikan melebihi waktu yang diatur

# Biaya
service-fee-unset = Kantor ini belum menetapkan biaya layanan. Menurut UU 14/2008 informasi diperoleh dengan cepat, tepat waktu, biaya ringan, dan cara sederhana.
service-fee-free = Gratis. Tidak ada biaya apa pun.
service-fee-copies = Layanan gratis. Salinan elektronik gratis. Penggandaan dan pengiriman sesuai biaya nyata.
service-fee-decree = Dasar penetapan: { $decree }
service-fee-lines = Biaya penggandaan dan pengiriman

# Saluran
service-channel-in-person = Datang langsung
service-channel-site = Formulir di laman
service-channel-email = Surel
service-channel-whatsapp = WhatsApp PPID
service-channel-letter = Surat
service-channel-phone = Telepon
service-channel-fax = Faksimili

# Jam
service-hours = Jam layanan
service-hours-unknown = Kantor ini belum memberitahukan jam layanannya.
service-ramadan = Selama Ramadan, { $from } sampai { $to }
service-closed-days = Hari tutup
service-closed-plain = Tutup
service-today = Hari ini
service-today-open = Buka { $from } sampai { $to } { $zone }
service-today-closed = Tutup
service-today-closed-why = Tutup: { $reason }
service-today-holiday = Tutup: hari libur
service-holidays = Sabtu, Minggu, hari libur nasional, dan cuti bersama: tutup, kecuali tertulis lain.
service-online-outside = Permohonan yang masuk di luar jam layanan dicatat pada hari kerja berikutnya.
service-day-1 = Senin
service-day-2 = Selasa
service-day-3 = Rabu
service-day-4 = Kamis
service-day-5 = Jumat
service-day-6 = Sabtu
service-day-7 = Minggu
service-day-span = { $first } sampai { $last }

# Unsur maklumat
service-element-legal-basis = Dasar hukum
service-element-procedure = Sistem, mekanisme, dan prosedur
service-element-time = Waktu penyelesaian
service-element-fee = Biaya
service-element-guarantee = Jaminan pelaksanaan standar
service-element-evaluation = Evaluasi kinerja

# Halaman publik
service-not-issued = Kantor ini belum menetapkan standar layanannya. Yang tertulis di sini adalah ketentuan undang-undang, yang berlaku di setiap kantor.
service-own-words = Teks kantor ini tersedia dalam bahasa Indonesia.
service-maklumat-title = Maklumat pelayanan
service-maklumat-pledge = Dengan ini kami menyatakan sanggup menyelenggarakan pelayanan informasi publik sesuai standar pelayanan yang telah ditetapkan. Apabila kami tidak menepati janji ini, kami siap menerima sanksi sesuai peraturan perundang-undangan.
service-maklumat-none = Kantor ini belum mengumumkan maklumat pelayanan.
service-maklumat-incomplete = Maklumat belum lengkap. Unsur berikut belum ada:
service-maklumat-basis = Unsur maklumat menurut Pasal 47 ayat (2) PerKI 1/2021.
service-decree-of = { $number }, { $date }
service-standard-title = Standar layanan
service-standard-lead = Yang dapat Anda harapkan dari layanan informasi { $office }.
service-product = Produk layanan
service-product-text = Informasi publik, atau pemberitahuan tertulis yang memuat alasan bila informasi tidak dapat diberikan.
service-requirements = Persyaratan
service-requirements-lead = Pemohon adalah warga negara atau badan hukum Indonesia. Alasan permintaan disebutkan, tetapi tidak dapat dijadikan dasar penolakan.
service-channels = Saluran
service-officials = Penanggung jawab
service-head = Pimpinan
service-decrees = Keputusan
service-decree-standard = Penetapan standar layanan
service-decree-ppid = Penunjukan PPID
service-decree-maklumat = Maklumat pelayanan
service-legal-bases = Dasar hukum
service-note = Catatan
service-procedure-title = Prosedur dan waktu
service-procedure-lead = Dari permohonan sampai sengketa: siapa melakukan apa, dan berapa lama.
service-times = Batas waktu
service-times-note = Hari penerimaan adalah hari nol. Yang dihitung adalah hari kerja: Sabtu, Minggu, hari libur nasional, dan cuti bersama tidak dihitung.
service-fee-title = Biaya
service-fee-note = Biaya tercantum dalam pemberitahuan tertulis. Bila tidak wajar, Anda dapat mengajukan keberatan.
service-hours-title = Jam layanan
service-request-title = Minta informasi
service-request-lead = Siapa pun warga negara Indonesia boleh meminta informasi kepada { $office }.
service-request-today = Permohonan dalam jaringan di laman ini belum dibuka. Hari ini Anda dapat meminta informasi dengan cara berikut.
service-request-form = Unduh formulir permohonan (PDF)
service-request-form-lead = Isi, tanda tangani, lalu kirim atau bawa ke meja layanan. Petugas membantu mengisinya.
service-request-what = Yang perlu Anda tuliskan
service-request-field-who = Nama, alamat, dan nomor telepon atau surel
service-request-field-identity = NIK, atau nomor pengesahan badan hukum
service-request-field-subject = Rincian informasi yang diminta
service-request-field-purpose = Tujuan penggunaan informasi
service-request-field-ways = Cara memperoleh dan cara mengirimkan informasi
service-objection-title = Ajukan keberatan
service-objection-lead = Bila permohonan Anda kepada { $office } ditolak, tidak ditanggapi, atau tidak dipenuhi, Atasan PPID memutus keberatan Anda.
service-objection-grounds = Alasan keberatan
service-objection-form = Unduh formulir keberatan (PDF)
service-objection-to = Keberatan ditujukan kepada
service-track-title = Lacak permohonan
service-track-lead = Pelacakan dalam jaringan belum tersedia. Tanyakan perkembangan permohonan Anda dengan menyebut nomor pendaftaran.
service-track-due = Kapan jawaban paling lambat?
service-survey-title = Survei kepuasan
service-survey-lead = Survei dalam jaringan belum dibuka. Sampaikan penilaian Anda atas layanan melalui saluran berikut.
service-survey-how = Cara layanan ini dievaluasi
service-contact-none = Kantor ini belum memberitahukan saluran permohonannya. Alamat kantor ada di bawah.

# Meja layanan: isian standar
service-desk-title = Standar layanan dan maklumat
service-desk-lead = Isian ini menjadi halaman standar layanan, maklumat, prosedur, biaya, dan jam layanan, serta semua cetakan.
service-desk-missing = Maklumat belum lengkap: { $elements }.
service-desk-complete = Keenam unsur maklumat sudah lengkap.
service-desk-suggested = Isian di bawah adalah saran. Periksa dan ubah, lalu simpan.
service-desk-saved = Standar layanan disimpan.
service-desk-conflict = Standar ini sudah diubah orang lain sejak halaman ini dibuka
service-desk-conflict-lead = Isian Anda masih ada di bawah. Bandingkan dengan yang tersimpan, lalu simpan lagi bila isian Anda yang benar.
service-desk-conflict-stored = Lihat yang tersimpan
service-desk-history = Riwayat perubahan
service-desk-version = Versi { $version }, { $at }, oleh { $who }
service-desk-hours = Jam layanan harian diubah di profil kantor.
service-desk-hours-link = Ubah profil kantor
service-desk-preview = Lihat halaman publik
service-desk-print = Cetak perlengkapan layanan
service-part-basis = Dasar dan jaminan
service-part-people = Pejabat dan keputusan
service-part-time = Waktu
service-part-money = Biaya
service-part-ways = Saluran
service-part-hours = Ramadan dan hari tutup
service-part-own = Persyaratan dan langkah sendiri
service-part-own-lead = Kosongkan untuk memakai teks baku menurut undang-undang, yang tersedia dalam dua bahasa.
service-one-per-line = Satu per baris.
service-hint-days-optional = Hari kerja. Kosongkan bila belum ada ketentuan.
service-hint-faster = Hari kerja, paling lama { $max }. Kantor boleh berjanji lebih cepat.
service-hint-date = Misalnya 24-12-2026.
service-hint-hours = Misalnya senin-kamis 08.00-15.00; jumat 08.00-15.30
service-hint-closed = Satu hari per baris: tanggal, lalu alasannya. Misalnya 24-12-2026 Pindah kantor
service-field-legal-bases = Dasar hukum
service-field-required-person = Persyaratan perorangan
service-field-required-group = Persyaratan kelompok orang
service-field-required-entity = Persyaratan badan hukum
service-field-required-attorney = Persyaratan kuasa
service-field-steps-request = Langkah permohonan
service-field-steps-objection = Langkah keberatan
service-field-steps-dispute = Langkah sengketa
service-field-answer = Pemberitahuan tertulis
service-field-extension = Perpanjangan
service-field-objection = Jawaban keberatan
service-field-election-answer = Pemilu: pemberitahuan tertulis
service-field-election-extension = Pemilu: perpanjangan
service-field-election-objection-filing = Pemilu: mengajukan keberatan
service-field-election-objection = Pemilu: jawaban keberatan
service-field-election-dispute-filing = Pemilu: mengajukan sengketa
service-field-fee = Biaya layanan
service-field-fee-free = Gratis seluruhnya
service-field-fee-copies = Layanan gratis; penggandaan dan pengiriman sesuai biaya nyata
service-field-fee-lines = Rincian biaya penggandaan dan pengiriman
service-field-fee-decree = Keputusan yang menetapkan biaya
service-field-channels = Saluran permohonan dan keberatan
service-field-guarantee = Jaminan pelaksanaan standar
service-field-evaluation = Evaluasi kinerja
service-field-head-name = Nama pimpinan
service-field-head-title = Jabatan pimpinan
service-field-superior-name = Nama Atasan PPID
service-field-superior-title = Jabatan Atasan PPID
service-field-ppid-name = Nama PPID
service-field-ppid-title = Jabatan PPID
service-field-standard-decree = Nomor keputusan standar layanan
service-field-standard-date = Tanggal keputusan standar layanan
service-field-ppid-decree = Nomor keputusan penunjukan PPID
service-field-ppid-date = Tanggal keputusan penunjukan PPID
service-field-maklumat-decree = Nomor maklumat
service-field-maklumat-date = Tanggal maklumat
service-field-ramadan-from = Ramadan dari
service-field-ramadan-to = Ramadan sampai
service-field-ramadan-hours = Jam layanan Ramadan
service-field-closed = Hari tutup
service-field-note = Catatan

# Saran isian
service-suggest-basis-law = Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik
service-suggest-basis-government = Peraturan Pemerintah Nomor 61 Tahun 2010 tentang Pelaksanaan Undang-Undang Nomor 14 Tahun 2008
service-suggest-basis-standard = Peraturan Komisi Informasi Nomor 1 Tahun 2021 tentang Standar Layanan Informasi Publik
service-suggest-basis-service = Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik
service-suggest-basis-election = Peraturan Komisi Informasi Nomor 1 Tahun 2019 tentang Standar Layanan dan Prosedur Penyelesaian Sengketa Informasi Pemilihan Umum dan Pemilihan
service-suggest-basis-bawaslu = Peraturan Bawaslu Nomor 10 Tahun 2019 tentang Pengelolaan dan Pelayanan Informasi Publik, sebagaimana diubah dengan Peraturan Bawaslu Nomor 1 Tahun 2022
service-suggest-guarantee = Layanan diselenggarakan sesuai standar ini oleh petugas yang cakap dan ramah. Identitas pemohon dilindungi. Bila standar tidak dipenuhi, pemohon berhak mengajukan keberatan.
service-suggest-evaluation = Kinerja layanan dievaluasi melalui survei kepuasan pemohon dan laporan layanan informasi publik tahunan yang diumumkan kepada masyarakat.

# Kesalahan
service-too-many-lines = Paling banyak 20 baris.
service-fee-contradiction = Layanan dinyatakan gratis seluruhnya, tetapi ada rincian biaya. Hapus rinciannya atau ubah pilihan biaya.
