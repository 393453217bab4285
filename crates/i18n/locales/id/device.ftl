# Yang dikatakan skrip di perangkat petugas: pengiriman berkas, kamera, isian tanpa jaringan.

## Mengirim berkas

device-progress = { $sent } dari { $total } – { $percent } %
device-ready = { $size }. Siap dikirim: pilih Unggah.
device-preparing = Foto sedang dikecilkan…
device-shrunk = { $from } dikecilkan menjadi { $to }
device-queued = Menunggu giliran
device-paused = Dijeda
device-offline = Menunggu jaringan
device-retrying = Sambungan putus, dicoba lagi sendiri
device-checking = Terkirim semua, sedang diperiksa server
device-failed = Tidak terkirim. { $why }
device-arrived = { $name } sudah diterima server.
device-says = { $name }: { $what }
device-pause = Jeda
device-resume = Lanjutkan
device-remove = Keluarkan
device-again = Coba lagi
device-remove-ask = Keluarkan { $name }? Bagian yang sudah terkirim ikut dihapus.
device-unfinished = { $sent } dari { $total } sudah terkirim. Pilih berkas itu lagi untuk melanjutkan.
device-files = Berkas yang sedang dikirim
device-original = Kirim foto dalam ukuran asli
device-original-hint = Untuk foto dengan tulisan kecil. Tanpa centang, foto besar dikecilkan dahulu di perangkat ini; waktu dan tempatnya tetap terbawa.
device-wait = Menunggu { $count } berkas selesai terkirim. Setelah itu jawaban disimpan dan halaman berikutnya dibuka.
device-wait-failed = Jawaban belum disimpan karena ada berkas yang tidak terkirim. Coba lagi atau keluarkan berkas itu, lalu simpan.
device-signed-out = Sesi Anda sudah berakhir. Masuk lagi di tab lain, lalu pilih Coba lagi.
device-refused = Server tidak menerima berkas ini.
device-gone = Unggahan ini sudah tidak ada di server. Pilih Coba lagi untuk memulai dari awal.
device-unreadable = Berkas ini tidak dapat dibaca lagi dari perangkat. Pilih berkasnya sekali lagi.

## Kamera

device-camera = Ambil foto di sini
device-camera-hint = Foto diberi nama kantor, tanggal, jam, dan tempat.
device-camera-title = Ambil foto bukti
device-camera-shoot = Ambil foto
device-camera-use = Pakai foto ini
device-camera-again = Ulangi
device-camera-cancel = Batal
device-camera-starting = Kamera sedang dinyalakan…
device-camera-denied = Kamera tidak dapat dipakai. Izinkan kamera untuk situs ini di pengaturan peramban, atau pilih foto dari perangkat.
device-camera-place = Tempat: { $latitude }, { $longitude } (± { $metres } m)
device-camera-seeking = Tempat: sedang dicari
device-camera-nowhere = Tempat: lokasi tidak diizinkan
device-camera-clock = Jam perangkat ini berbeda { $minutes } menit dari jam server. Yang dicantumkan pada foto adalah jam server.
device-camera-taken = Foto sudah diambil. Periksa tulisan di bagian bawahnya, lalu pilih Pakai foto ini.

## Isian tanpa jaringan

device-unsent = Belum terkirim ({ $count })
device-unsent-lead = Isian ini tersimpan di perangkat ini saja. Server belum menerimanya.
device-unsent-here = Pertanyaan ini
device-draft-at = Diketik { $time }
device-draft-waiting = Menunggu jaringan
device-draft-session = Sesi Anda sudah berakhir. Masuk lagi untuk mengirimnya.
device-draft-conflict = Jawaban di server sudah berubah sejak isian ini diketik.
device-draft-refused = Ditolak server: { $why }
device-draft-compare = Bandingkan
device-draft-show = Lihat isian
device-draft-delete = Hapus dari perangkat ini
device-draft-delete-ask = Hapus isian ini dari perangkat? Server belum menerimanya.
device-send-now = Kirim sekarang
device-sending = Sedang mengirim…
device-sent-all = Semua isian sudah diterima server.
device-kept = Tidak ada jaringan. Isian aman di perangkat ini dan dikirim sendiri begitu tersambung.
device-kept-session = Sesi Anda sudah berakhir. Isian aman di perangkat ini.
device-kept-trouble = Server sedang bermasalah. Isian aman di perangkat ini dan dikirim lagi nanti.
device-not-kept = Tidak ada jaringan. Isian ini belum tersimpan di mana pun; jangan tutup halaman ini.
device-not-kept-session = Sesi Anda sudah berakhir. Isian ini belum tersimpan; salin dahulu, lalu masuk lagi.
device-not-kept-trouble = Server sedang bermasalah. Isian ini belum tersimpan; jangan tutup halaman ini.
device-sign-in = Masuk lagi
device-restored = Isian yang belum terkirim sudah dikembalikan ke formulir ini.
device-sign-out-ask = { $count } isian belum terkirim dan akan dihapus dari perangkat ini. Tetap keluar?
device-storage = Penyimpanan di perangkat ini
device-storage-hint = Isian yang belum terkirim disimpan di peramban ini sampai server menerimanya, dan dihapus bila Anda keluar. Isian orang lain di perangkat yang sama tidak pernah ditampilkan.
device-shared = Komputer bersama: jangan simpan di perangkat ini
device-shared-ask = { $count } isian belum terkirim akan dihapus dari perangkat ini. Lanjutkan?

## Halaman tanpa jaringan

device-offline-title = Tidak ada jaringan
device-offline-lead = Halaman ini tidak dapat diambil dari server. Setelah tersambung lagi, halaman dibuka sendiri.
device-offline-safe = { $count } jawaban aman di perangkat ini
device-offline-none = Tidak ada isian yang menunggu dikirim dari perangkat ini.
device-offline-again = Coba buka lagi
