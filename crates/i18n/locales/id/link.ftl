# Tautan sebagai bukti: apa yang ditemukan pengunjung tanpa akun.


link-off = Pemeriksaan tautan dimatikan pengelola layanan ini.
link-never = Belum diperiksa. Tautan diperiksa sesaat setelah disimpan, saat SAQ dikirim, dan saat pengisian ditutup.
link-reachable = Dapat dibuka tanpa masuk. Diperiksa { $time }.
link-died-after-closing = Dapat dibuka pada pemeriksaan penutupan, { $proof }. Sejak { $since } tidak lagi. Salinan yang tersimpan yang dihitung, kantor tidak kehilangan nilai karenanya.
link-not-yet = Belum terbuka: { $why }. Diperiksa { $time }, dicoba lagi sekitar 10 menit kemudian.
link-dead = Tidak dapat dibuka sejak { $time }, sudah dicoba dua kali: { $why }.
link-dead-at-closing = Tidak dapat dibuka saat pengisian ditutup: { $why }. Diperiksa { $time }.
link-needs-sign-in = Hanya terbuka bagi yang masuk dengan akun. Diperiksa { $time }.
link-unsure = Situs tidak melayani pemeriksa otomatis: { $why }. Buka sendiri untuk memastikan. Diperiksa { $time }.
link-private = Alamatnya di jaringan tertutup, masyarakat tidak dapat membukanya. Diperiksa { $time }.
link-not-web = Bukan alamat web yang umum (http atau https dengan port biasa). Diperiksa { $time }.
link-alive = Terakhir dapat dibuka { $time }, salinannya tersimpan.

## Saran bagi kantor

link-advice-dead = Perbaiki halaman itu atau ganti tautannya, lalu minta diperiksa lagi di halaman Periksa jawaban.
link-advice-sign-in = Ubah izinnya agar siapa pun yang punya tautan dapat melihat, atau unggah berkasnya.
link-advice-private = Ganti dengan alamat yang terbuka dari internet.

## Yang ditemukan

link-kind-page = halaman terbuka
link-kind-file = berkas terbuka
link-kind-sign-in = minta masuk dengan akun
link-kind-not-found = halaman tidak ada
link-kind-refused = pengunjung ditolak
link-kind-server-error = server situs bermasalah
link-kind-dns = nama situs tidak ditemukan
link-kind-connect = server situs tidak dapat dihubungi
link-kind-tls = sambungan amannya (sertifikat) tidak dapat dipercaya
link-kind-timeout = tidak ada jawaban dalam 15 detik
link-kind-private = alamat di jaringan tertutup
link-kind-not-web = bukan alamat web yang umum
link-kind-too-many-redirects = dialihkan terus-menerus
link-kind-with-status = { $kind } (status { $status })

link-details = Rincian pemeriksaan tautan
link-of-answer = Tautan dalam jawaban
link-look = Pemeriksaan { $time }
link-occasion = Saat
link-occasion-saved = disimpan
link-occasion-submission = SAQ dikirim
link-occasion-closing = pengisian ditutup
link-occasion-asked = diminta kantor
link-result = Hasil
link-final = Alamat akhir
link-redirects = Pengalihan
link-redirect-count = { $count } kali
link-redirect-open = { $count } kali, antara lain dari https ke http
link-page-title = Judul
link-media = Jenis menurut server
link-found = Jenis menurut isinya
link-size = Ukuran
link-duration = Lama
link-milliseconds = { $count } milidetik
link-fingerprint = Sidik jari SHA-256
link-snapshot = Lihat salinan teks
link-snapshot-of = dari { $url }, { $time }

## Halaman periksa

link-check-title = Tautan
link-check-none = Tidak ada tautan yang bermasalah.
link-check-problem = Pertanyaan { $number }: { $url }. { $sentence }
link-check-all = Periksa semua tautan
link-check-hint = Setiap tautan dibuka sekali sebagai pengunjung tanpa akun. Hasilnya tampil setelah beberapa saat, muat ulang halaman ini. Paling banyak { $times } kali dalam seperempat jam.
link-check-started = { $count ->
    [0] Tidak ada tautan untuk diperiksa.
   *[other] { $count } tautan sedang diperiksa. Muat ulang halaman ini sebentar lagi.
}
