# Nomor WhatsApp PPID: kartu untuk umum, meja petugas, pengesahan oleh kantor di atas, serah terima, kesiapan.

# Kartu untuk umum
contact-card-title = WhatsApp PPID
contact-card-verified = Terverifikasi { $date }
contact-card-chat = Kirim pesan lewat WhatsApp
contact-card-chat-of = Kirim pesan lewat WhatsApp ke PPID { $office }
contact-card-qr = Kode QR: buka percakapan WhatsApp dengan nomor { $number }
contact-card-hours = Dijawab pada jam layanan
contact-greeting = Selamat pagi, PPID { $office }. Saya ingin meminta informasi publik tentang:

# Meja petugas
contact-title = Nomor WhatsApp PPID
contact-hint = Nomor kantor, verifikasi, pemegang perangkat, serah terima, dan kesiapan menjawab.
contact-lead = Permohonan warga dan uji akses masuk ke nomor ini. Nomor melekat pada jabatan PPID, bukan pada orang.
contact-now = Nomor sekarang
contact-none = Belum ada nomor
contact-unverified = Belum terverifikasi
contact-verified-by-tier = Terverifikasi { $when }. Kode dikirim oleh { $office }.
contact-verified-by-gateway = Terverifikasi { $when }. Kode dikirim oleh sistem ini.
contact-unverified-public = Warga melihat nomor ini tanpa tanda terverifikasi.
contact-since = Dipakai sejak { $date }
contact-holder = Pemegang perangkat
contact-holder-hint = Nama petugas yang sekarang membawa telepon.
contact-place = Tempat menyimpan perangkat
contact-place-hint = Misalnya: laci meja layanan, kunci di petugas jaga.
contact-holder-unknown = Belum dicatat
contact-number = Nomor WhatsApp
contact-number-hint = Nomor ponsel Indonesia milik kantor, misalnya 0812-3456-7890. Kosongkan bila kantor tidak lagi memakai nomor.
contact-number-warning = Nomor yang diganti harus diverifikasi lagi. Nomor lama tetap tercatat dalam riwayat.
contact-number-change = Ganti nomor
contact-number-save = Simpan nomor
contact-number-saved = Nomor tersimpan. Verifikasi nomor ini agar warga melihat tandanya.
contact-number-met = Orang lain baru saja mengganti nomor menjadi { $number }. Isian Anda masih ada di bawah; simpan lagi bila tetap ingin menggantinya.
contact-number-met-none = Orang lain baru saja menghapus nomor. Isian Anda masih ada di bawah; simpan lagi bila tetap ingin menggantinya.
contact-holder-save = Simpan pemegang
contact-holder-saved = Pemegang perangkat tersimpan.
contact-holder-met = Orang lain baru saja mengubah catatan ini. Yang tersimpan: { $holder }; { $place }. Isian Anda masih ada di bawah.

# Verifikasi
contact-verify = Verifikasi nomor
contact-verify-lead-tier = Minta kode. Rekan di kantor tingkat atas mengirim enam angka ke nomor ini lewat WhatsApp, lalu Anda mengetiknya di sini. Kode berlaku 24 jam dan dapat dicoba 5 kali.
contact-verify-lead-gateway = Minta kode. Sistem mengirim enam angka ke nomor ini lewat WhatsApp, lalu Anda mengetiknya di sini. Kode berlaku 24 jam dan dapat dicoba 5 kali.
contact-verify-no-way = Kantor ini tidak mempunyai kantor di atasnya dan sistem belum terhubung dengan WhatsApp, jadi nomor belum dapat diverifikasi. Minta pengelola sistem menghubungkan WhatsApp.
contact-code-ask = Minta kode
contact-code-ask-again = Minta kode baru
contact-code-asked-waits = Permintaan terkirim. Kode akan dikirim oleh rekan di kantor tingkat atas.
contact-code-asked-sent = Kode terkirim ke nomor ini.
contact-code-asked-failed = Kode belum terkirim karena layanan WhatsApp tidak menjawab. Permintaan diteruskan kepada kantor tingkat atas.
contact-code-waiting = Diminta { $when } oleh { $name }. Menunggu kode dari kantor tingkat atas.
contact-code-made = Kode dikirim { $when }, berlaku sampai { $until }. Sisa { $left } kali mencoba.
contact-code-sending = Kode diminta { $when }. Belum diketahui apakah layanan WhatsApp sudah mengirimnya; bila kode tiba, ketik di sini. Sisa { $left } kali mencoba. Bila tidak tiba dalam beberapa menit, minta kode baru.
contact-code-failed = Diminta { $when } oleh { $name }. Layanan WhatsApp tidak mengirimnya, jadi kode menunggu kantor tingkat atas.
contact-code = Kode enam angka
contact-code-hint = Ketik angka yang diterima di WhatsApp nomor ini.
contact-code-check = Verifikasi
contact-code-right = Nomor terverifikasi.
contact-code-not-sent = Tidak ada kode yang dapat dipakai untuk nomor ini. Minta kode baru.
contact-code-expired = Kode sudah lewat 24 jam. Minta kode baru.
contact-code-exhausted = Kode ini sudah 5 kali salah diketik dan tidak dapat dipakai lagi. Minta kode baru.
contact-code-own = Anda sendiri yang melihat kode ini, jadi orang lain di kantor ini yang harus mengetiknya.

# Riwayat
contact-numbers = Riwayat nomor
contact-numbers-line = { $number }, { $from } sampai { $until }
contact-numbers-now = { $number }, sejak { $from }
contact-numbers-verified = terverifikasi { $date }
contact-numbers-unverified = tidak diverifikasi
contact-history = Yang terjadi
contact-history-line = { $when }: { $what } ({ $name })
contact-event-number-changed = nomor diganti
contact-event-holder-changed = pemegang perangkat diubah
contact-event-code-asked = kode diminta
contact-event-code-sent = kode terkirim lewat layanan WhatsApp
contact-event-code-failed = kode tidak terkirim, diteruskan ke kantor tingkat atas
contact-event-code-made = kode dibuat
contact-event-code-wrong = kode salah diketik
contact-event-verified = nomor terverifikasi
contact-event-handover-begun = serah terima dimulai
contact-event-handover-taken = serah terima selesai
contact-event-handover-cancelled = serah terima dibatalkan

# Serah terima
contact-handover = Serah terima
contact-handover-lead = Bila petugas berganti, nomor tetap. Pihak yang menyerahkan memulai di sini; pihak yang menerima mengonfirmasi setelah semuanya diterima.
contact-handover-from = Yang menyerahkan
contact-handover-to = Yang menerima
contact-handover-to-hint = Petugas atau PPID kantor ini. Akunnya harus sudah ada.
contact-handover-to-choose = Pilih penerima
contact-handover-nobody = Belum ada orang lain dengan peran Petugas atau PPID di kantor ini. Minta administrator menambahkan akunnya.
contact-handover-day = Tanggal serah terima
contact-handover-day-hint = Misalnya 10 6 2026.
contact-handover-parts = Yang diserahkan
contact-handover-parts-arrived = Yang sudah diterima
contact-part-device = Telepon, terisi daya dan tanpa kunci pemegang lama
contact-part-sim = Kartu SIM atas nama kantor
contact-part-pin = PIN verifikasi dua langkah WhatsApp
contact-part-quick-replies = Balasan cepat
contact-part-labels = Label percakapan
contact-handover-note = Catatan
contact-handover-begin = Mulai serah terima
contact-handover-begun = Serah terima dimulai. Penerima perlu mengonfirmasi.
contact-handover-lacking = Telepon, kartu SIM, dan PIN harus ikut diserahkan. Tanpa ketiganya nomor hilang bagi kantor.
contact-handover-not-arrived = Tandai telepon, kartu SIM, dan PIN setelah benar-benar Anda terima.
contact-handover-open = Menunggu konfirmasi { $to }. Dimulai { $when } oleh { $by }.
contact-handover-mine = { $from } menyerahkan nomor ini kepada Anda pada { $day }. Periksa, tandai yang sudah diterima, lalu konfirmasi.
contact-handover-take = Saya menerima nomor ini
contact-handover-taken = Serah terima selesai. Anda pemegang perangkat mulai sekarang.
contact-handover-cancel = Batalkan serah terima
contact-handover-cancelled = Serah terima dibatalkan.
contact-handover-line-taken = { $day }: dari { $from } kepada { $to }, dikonfirmasi { $when }
contact-handover-line-cancelled = { $day }: dari { $from } kepada { $to }, dibatalkan
contact-handover-line-open = { $day }: dari { $from } kepada { $to }, menunggu konfirmasi
contact-handover-none = Belum pernah ada serah terima.

# Kesiapan
contact-readiness = Kesiapan menjawab
contact-standing-ready = Siap
contact-standing-attention = Perlu perhatian
contact-standing-not-ready = Belum siap
contact-reason-no-number = Kantor belum mencantumkan nomor WhatsApp.
contact-reason-not-verified = Nomor belum terverifikasi.
contact-reason-verified-long-ago = Verifikasi terakhir { $days } hari lalu; ulangi setiap 180 hari.
contact-reason-no-holder = Belum dicatat siapa yang memegang perangkat.
contact-reason-handover-open = Serah terima belum dikonfirmasi penerima.
contact-reason-never-checked = Pemeriksaan harian kesiapan belum pernah dicatat.
contact-reason-checked-long-ago = Pemeriksaan harian terakhir { $days } hari lalu.
contact-reason-check-failed = Pemeriksaan terakhir menemukan kekurangan (pulsa, paket data, perangkat, petugas jaga, atau balasan otomatis).
contact-reason-never-practised = Kantor belum pernah menyelesaikan latihan uji akses.
contact-reason-practised-long-ago = Latihan uji akses terakhir { $days } hari lalu.
contact-reason-new-number = Nomor baru dipakai { $days } hari; pastikan semua cetakan dan situs sudah memakainya.
contact-readiness-open = Buka nomor WhatsApp

# Kantor tingkat atas
contact-watch-title = Kesiapan nomor WhatsApp
contact-watch-lead = Kantor yang paling perlu dibantu ada di atas. Penilaian ini nasihat dan tidak masuk ke skor mana pun.
contact-watch-office = Kantor
contact-watch-standing = Kesiapan
contact-watch-why = Alasan
contact-watch-waits = Menunggu kode
contact-watch-none = Tidak ada kantor di bawah kantor Anda.
contact-vouch-title = Nomor WhatsApp { $office }
contact-vouch-code = Kirim kode verifikasi
contact-vouch-lead = Kantor ini meminta kode. Buat kode, lalu kirim sendiri ke nomor di bawah. Bila angka itu diketik di kantor tersebut, terbukti bahwa kantor memegang nomornya.
contact-vouch-not-asked = Kantor ini sedang tidak meminta kode.
contact-vouch-make = Buat kode
contact-vouch-make-again = Buat kode baru (kode sebelumnya tidak berlaku lagi)
contact-vouch-made-at = Kode terakhir dibuat { $when }.
contact-vouch-shown = Kode ini hanya tampil sekali
contact-vouch-send-to = Kirim ke { $number }
contact-vouch-send = Kirim lewat WhatsApp
contact-vouch-back = Kembali ke kantor ini
contact-vouch-message = Kode verifikasi nomor WhatsApp PPID { $office }: { $code }. Berlaku 24 jam. Dikirim oleh { $tier }. Jangan teruskan kode ini.
contact-vouch-not-now = Kode tidak dapat dibuat: kantor ini tidak sedang meminta kode, atau nomornya baru saja diganti.

# Pemberitahuan
contact-notice-wanted = { $office } menunggu kode verifikasi nomor WhatsApp
contact-notice-what = Buat kode di halaman ini, lalu kirim sendiri ke { $number } lewat WhatsApp.
