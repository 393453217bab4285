# Data pribadi dalam yang akan diumumkan, dan penghitaman.

privacy-title = Pemeriksaan data pribadi
privacy-none = Tidak ditemukan pola data pribadi.
privacy-hint = Ini petunjuk menurut pola, bukan putusan: nama, alamat rumah, dan keterangan keluarga tidak dikenali. Bacalah sendiri sebelum mengumumkan.
privacy-own = Judul, ringkasan, dan keterangan
privacy-place = Halaman { $page }, baris { $line }: { $excerpt }
privacy-place-line = Baris { $line }: { $excerpt }
privacy-place-page = Halaman { $page }
privacy-more =
    { $count ->
       *[other] dan { $count } tempat lain
    }
privacy-count = { $name }: { $count }
privacy-kind-nik = NIK
privacy-kind-family-card = Nomor Kartu Keluarga
privacy-kind-npwp = NPWP
privacy-kind-phone = Nomor telepon
privacy-kind-email = Alamat surel
privacy-kind-bank-account = Rekening atas nama orang
privacy-kind-id-card = Isi KTP
privacy-card = Gambar mirip KTP
privacy-waiting = Berkas ini belum selesai diperiksa. Muat ulang halaman ini sebentar lagi.
privacy-unlooked = Isi berkas ini tidak dapat diperiksa.
privacy-no-text = Berkas ini tidak berisi teks (mungkin hasil pindai): bacalah sendiri.
privacy-cut = Berkas ini panjang: hanya awalnya yang diperiksa.
privacy-answer = Saya sudah memeriksa semua peringatan; yang tertulis boleh diumumkan
privacy-answer-hint = Keputusan ini dicatat dengan nama Anda. Bila berkas atau isi berubah, pemeriksaan diulang.
privacy-answered = Peringatan sudah dijawab
privacy-answered-notice = Peringatan data pribadi sudah dijawab.
privacy-stale = Peringatan berubah sejak halaman ini dibuka. Periksa sekali lagi.
privacy-unanswered = Jawab dahulu peringatan data pribadi.
privacy-waits = Ada berkas yang belum diperiksa. Tunggu sebentar, atau nyatakan bahwa Anda sudah memeriksanya sendiri.
privacy-redacting = Penghitaman sedang dikerjakan.

redaction-mark = dihitamkan
redaction-open-about = Hitamkan bagian dari { $name }
redaction-title = Hitamkan bagian dokumen
redaction-about = Setiap halaman dokumen menjadi gambar baru. Di bawah kotak tidak ada lagi yang tersisa: teks, lampiran, skrip, dan keterangan berkas dibuang. Berkas baru menggantikan berkas ini pada edisi yang sedang ditulis; teksnya tidak dapat dicari lagi.
redaction-page = Halaman { $page } dari { $pages }
redaction-page-alt = Gambar halaman { $page } dengan garis setiap sepersepuluh lebar dan tinggi
redaction-page-go = Halaman { $page }
redaction-pages = Pilih halaman
redaction-draw = Gambar kotak
redaction-draw-hint = Tekan tombol ini, lalu seret di atas halaman. Dengan papan ketik: tombol panah menggeser kotak, Shift dan panah mengubah ukurannya, Enter menyimpan, Escape membatalkan.
redaction-drawing = Menggambar kotak di halaman { $page }
redaction-drawn = Kotak { $number } ditambahkan
redaction-cancelled = Kotak dibatalkan
redaction-full = Semua baris terisi. Tekan “Tambah baris”.
redaction-boxes = Kotak
redaction-boxes-hint = Angka adalah persen dari lebar dan tinggi halaman, dihitung dari sudut kiri atas. Garis pada gambar menandai setiap 10 persen. Kosongkan baris untuk menghapus kotak.
redaction-box = Kotak { $number }
redaction-box-page = Halaman
redaction-box-left = Kiri (%)
redaction-box-top = Atas (%)
redaction-box-right = Kanan (%)
redaction-box-bottom = Bawah (%)
redaction-show = Lihat kotak pada halaman
redaction-more = Tambah baris
redaction-send = Hitamkan dan ganti berkas
redaction-asked-notice = Penghitaman sedang dikerjakan. Berkas baru muncul di sini setelah selesai.
redaction-wish-waiting = Penghitaman sedang dikerjakan ({ $boxes } kotak).
redaction-wish-failed = Penghitaman terakhir tidak berhasil: dokumen rusak, terkunci, terlalu panjang, atau butir ini sudah berubah. Berkas tidak diubah.
redaction-found = Ditemukan pada dokumen ini
redaction-none = Gambar atau isi paling sedikit satu kotak.
redaction-many = Terlalu banyak kotak: paling banyak 150.
redaction-long = Dokumen ini lebih dari 150 halaman. Bagi dahulu menjadi beberapa berkas.
redaction-box-wrong = Kotak harus berada di dalam halaman, paling kecil 0,2 persen: kiri kurang dari kanan, atas kurang dari bawah, 0 sampai 100.
redaction-page-wrong = Halaman ini tidak ada.
redaction-number-wrong = Tulis angka, misalnya 12,5.
redaction-waiting = Penghitaman berkas masih dikerjakan. Tunggu sampai selesai.
redaction-unseen = Berkas ini belum selesai diperiksa. Coba sebentar lagi.
redaction-broken = Halaman berkas ini tidak dapat dibaca.

redaction-history-asked = Penghitaman diminta: { $name }
redaction-history-done = Dihitamkan: { $name }
redaction-history-failed = Penghitaman gagal: { $name }
redaction-history-answered = Peringatan data pribadi dijawab

public-file-warned = Berkas ini berisi bagian yang bekerja saat dibuka (skrip, makro, atau berkas di dalamnya). Simpan dahulu, lalu buka dengan hati-hati.
public-file-copy = Salinan tanpa keterangan kamera
