# Halaman bantuan, aksesibilitas, dan privasi di kaki setiap halaman.

help-title = Bantuan
help-lead = Petunjuk singkat untuk warga dan untuk kantor yang dinilai.
help-results = Melihat hasil penilaian
help-results-text = Buka Hasil, lalu pilih siklusnya. Anda dapat mencari kantor, menyaring menurut provinsi atau kategori, dan mengunduh tabel yang sama sebagai CSV atau JSON. Halaman setiap kantor memuat rincian nilainya. Hasil tampil sesudah diumumkan; sebelumnya tidak ada yang dapat dilihat.
help-offices = Menghubungi kantor
help-offices-text = Buka Badan publik dan cari namanya. Halaman kantor memuat alamat, jam layanan, dan nomor WhatsApp yang diisi oleh kantor itu sendiri.
help-account = Masuk dan kata sandi
help-account-text = Akun dibuat oleh administrator badan publik Anda dengan tautan undangan. Lupa kata sandi? Pilih Lupa kata sandi di halaman Masuk, atau minta tautan baru kepada administrator. Setiap tautan hanya dapat dipakai sekali dan berlaku untuk waktu yang terbatas.
help-filling = Mengisi kuesioner
help-filling-text = Jawaban disimpan otomatis saat Anda mengisi; tulisan Tersimpan dengan jamnya muncul sesudah jawaban benar-benar tersimpan di server. Bila sambungan terputus, isian tetap ada di halaman: tunggu tersambung lagi, lalu pilih Simpan. Berkas bukti harus diunggah dengan tombolnya sendiri.
help-together = Mengisi bersama rekan
help-together-text = Dua orang boleh mengisi pertanyaan yang berbeda pada saat yang sama. Bila keduanya mengubah jawaban yang sama, halaman menampilkan kedua isinya dan Anda memilih mana yang dipakai. Tidak ada yang ditimpa diam-diam.
help-closing = Batas waktu
help-closing-text = Batas waktu mengikuti jam server dan ditulis dalam zona waktu kantor Anda dan WIB. Yang dihitung adalah saat permintaan diterima lengkap. Kuesioner yang belum disetujui PPID, disahkan pimpinan, dan dikirim pada batas itu dihitung tidak mengirim.
help-contact = Masih ada kesulitan?
help-contact-text = Hubungi administrator badan publik Anda. Sertakan nomor rujukan yang tampil pada halaman kesalahan, supaya kejadiannya dapat dicari di catatan server.

help-access-title = Aksesibilitas
help-access-lead = Layanan ini dibuat supaya dapat dipakai semua orang, dengan alat bantu apa pun dan di ponsel yang sederhana.
help-access-standard = Patokan
help-access-standard-text = Patokan kami adalah WCAG 2.2 tingkat AA. Halaman utama diperiksa secara otomatis dengan axe pada lebar layar 1280 dan 360 piksel setiap kali program diubah. Pemeriksaan oleh pengguna pembaca layar belum dilakukan.
help-access-how = Yang dapat Anda andalkan
help-access-how-text = Semua halaman dapat dipakai dengan papan ketik saja dan tanpa JavaScript. Peta dan diagram selalu disertai tabel dengan isi yang sama. Warna tidak pernah menjadi satu-satunya penanda. Teks dapat diperbesar sampai 400 persen.
help-access-limits = Keterbatasan yang diketahui
help-access-limits-text = Berkas bukti dan pedoman dibuat oleh kantor masing-masing; sebagian mungkin berupa hasil pindai yang tidak dapat dibaca pembaca layar. Mintalah keterangan isinya kepada kantor yang mengunggahnya. Tabel dengan banyak kolom harus digeser ke samping di layar sempit.
help-access-report = Melaporkan hambatan
help-access-report-text = Sampaikan kepada PPID kantor yang halamannya Anda buka, lewat nomor WhatsApp atau alamat surelnya di halaman kantor: halaman mana, apa yang ingin Anda lakukan, dan alat bantu yang Anda pakai.

help-privacy-title = Privasi
help-privacy-lead = Layanan ini hanya menyimpan yang diperlukan untuk bekerja, dan tidak memakai pelacak.
help-privacy-visitors = Pengunjung tanpa akun
help-privacy-visitors-text = Tidak ada pengenal yang disimpan di peramban Anda, kecuali pilihan bahasa bila Anda menggantinya. Catatan server memuat waktu, alamat internet (IP), alamat halaman, dan jenis peramban, untuk menjaga keamanan dan mencari kesalahan.
help-privacy-cookies = Kuki
help-privacy-cookies-text = s menjaga Anda tetap masuk dan berakhir saat Anda keluar; bahasa mengingat pilihan bahasa; pesan membawa satu pemberitahuan ke halaman berikutnya, lalu dihapus. Tidak ada kuki pihak lain.
help-privacy-accounts = Pemegang akun
help-privacy-accounts-text = Kami menyimpan nama, nama masuk, alamat surel, peran, dan peramban yang sedang masuk; peramban itu dapat Anda lihat dan keluarkan di halaman Akun. Kata sandi hanya disimpan sebagai sidik satu arah (argon2id).
help-privacy-record = Jejak perbuatan
help-privacy-record-text = Setiap perubahan dicatat dengan nama pelakunya dan waktunya. Catatan itu tidak dihapus, karena hasil penilaian harus dapat dipertanggungjawabkan. Umum hanya melihat hasil yang diumumkan; jawaban, bukti, dan nama petugas tidak.
help-privacy-rights = Hak Anda
help-privacy-rights-text = Menurut Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi, Anda berhak meminta akses dan perbaikan data tentang Anda. Ajukan kepada administrator atau PPID badan publik yang memberi Anda akun.
