# Apa yang salah, dan apa yang dapat dilakukan.

problem-home = Ke halaman depan

## Pada satu isian

problem-in-field = { $field }: { $text }
problem-required = Isian ini wajib diisi.
problem-too-long = Paling banyak { $max } karakter.
problem-too-short = Paling sedikit { $min } karakter.
problem-not-a-number = Tulis angka, misalnya 12 atau 12,5.
problem-out-of-range = Tulis angka dari { $min } sampai { $max }.
problem-too-low = Tulis angka { $min } atau lebih.
problem-too-high = Tulis angka paling besar { $max }.
problem-not-a-date = Tulis tanggal yang ada di kalender, misalnya 10 6 2024.
problem-not-a-time = Tulis jam dan menit, misalnya 14.30.
problem-not-a-link = Tulis tautan lengkap yang diawali https:// atau http://.
problem-not-an-email = Tulis alamat surel, misalnya nama@kantor.go.id.
problem-not-a-phone = Tulis nomor telepon Indonesia, misalnya 0812-3456-7890.
problem-not-a-mobile = Tulis nomor ponsel Indonesia, misalnya 0812-3456-7890.
problem-wrong-code = Kode salah. Sisa { $left } kali mencoba.
problem-not-a-colour = Tulis kode warna dengan enam angka heksadesimal, misalnya #0b5a5e.
problem-low-contrast = Kontras warna ini dengan putih { $ratio } : 1, sedangkan paling sedikit harus 4,5 : 1. Warna lebih gelap terdekat yang memenuhi: { $nearest }.
problem-not-a-secure-link = Tulis tautan lengkap yang diawali https://, tanpa nama pengguna dan porta.
problem-not-a-host = Tulis nama host saja, misalnya ppid.katingan.bawaslu.go.id.
problem-too-many-lines = Paling banyak { $max } baris.
problem-not-a-position = Letak tidak terbaca. Tulis derajat desimal, misalnya -1.8861, 113.4002.
problem-not-hours = Tulis hari dan jam, misalnya senin-kamis 08.00-16.00; jumat 08.00-16.30. Setiap hari satu kali.
problem-not-a-code = Pakai huruf kecil, angka, dan tanda hubung saja.
problem-unknown-option = Pilihan ini tidak tersedia. Pilih salah satu yang ditawarkan.
problem-one-option-only = Pilih satu saja.
problem-unknown = Tidak ditemukan.
problem-unknown-codes = Kode ini tidak dikenal: { $codes }. Perbaiki atau hapus dari daftar.
problem-closed-codes = Kantor dengan kode ini sudah digantikan: { $codes }. Cantumkan kantor penerusnya.
problem-taken = Sudah dipakai. Pilih yang lain.
problem-looks-like-another = Terlalu mirip dengan nama yang sudah ada. Pilih yang lain.
problem-bad-characters = Ada karakter yang tidak dapat diterima. Hapus karakter itu, lalu coba lagi.
problem-password-too-common = Kata sandi ini mudah ditebak. Pakai kalimat yang hanya Anda ketahui.
problem-passwords-differ = Kedua kata sandi tidak sama. Ketik ulang.
problem-wrong-name-or-password = Nama pengguna atau kata sandi salah.
problem-wrong-password = Kata sandi sekarang salah.
problem-same-person = Langkah ini harus dilakukan orang lain daripada langkah sebelumnya.
problem-no-file = Pilih berkas lebih dahulu.
problem-empty-file = Berkas ini kosong. Pilih berkas lain.
problem-file-too-big = Berkas terlalu besar. Paling besar { $max }.
problem-file-kind = Berkas ini { $found }. Yang diterima di sini: { $accepted }.
problem-file-locked = Berkas ini terkunci kata sandi. Simpan ulang tanpa kata sandi, lalu unggah.
problem-too-many-files = Paling banyak { $max } berkas di sini. Keluarkan satu lebih dahulu.
problem-desk-full = Ruang penyimpanan kantor tidak cukup: { $used } dari { $max } sudah terpakai, berkas ini { $size }. Hapus berkas yang menunggu atau kirim berkas yang lebih kecil. Ruang dari berkas yang dihapus kembali tersedia esok hari; batasnya ditetapkan pengelola sistem.
problem-end-before-start = Waktu ini harus sesudah waktu sebelumnya.
problem-in-the-past = Waktu ini sudah lewat.
problem-defects = Berkas ini salah. Perbaiki baris-baris berikut, lalu unggah lagi: { $lines }

## Satu halaman

problem-invalid-title = Isian belum benar
problem-invalid-advice = Kembali ke halaman sebelumnya, perbaiki, lalu kirim lagi.
problem-not-found-title = Halaman tidak ditemukan
problem-not-found-detail = Alamat ini tidak ada, atau Anda tidak dapat melihatnya.
problem-not-found-advice = Periksa alamatnya, atau masuk dengan akun yang lain.
problem-sign-in-title = Anda belum masuk
problem-sign-in-detail = Anda perlu masuk untuk melakukan ini. Mungkin waktu masuk Anda sudah habis.
problem-sign-in-advice = Masuk di tab lain, lalu kembali ke sini dan kirim lagi.
problem-conflict-title = Sudah berubah
problem-conflict-version = Orang lain sudah menyimpan lebih dahulu.
problem-conflict-state = Langkah ini tidak dapat dilakukan pada keadaan sekarang.
problem-conflict-advice = Muat ulang halaman untuk melihat keadaan terbaru.
problem-closed-title = Sudah ditutup
problem-closed-since = Ditutup pada { $time }.
problem-closed-detail = Waktunya sudah lewat.
problem-closed-advice = Jadwal lengkap ada pada halaman siklus.
problem-not-open-title = Belum dibuka
problem-not-open-until = Dibuka pada { $time }.
problem-too-many-title = Terlalu sering
problem-too-many-detail = Coba lagi dalam { $seconds } detik.
problem-unavailable-title = Layanan sedang tidak tersedia
problem-unavailable-detail = Tidak ada yang disimpan dari permintaan ini.
problem-unavailable-advice = Tunggu sebentar, lalu kirim lagi.
problem-fault-title = Terjadi kesalahan pada layanan
problem-fault-detail = Tidak ada yang disimpan dari permintaan ini. Kejadian ini sudah dicatat.
problem-fault-advice = Coba lagi. Bila tetap terjadi, sampaikan nomor rujukan kepada pengelola.
problem-fault-reference = Nomor rujukan: { $reference }
