# Tampilan situs kantor, nama host sendiri, alat baca.

look-title = Tampilan situs
look-hint = Warna, logo, teks kaki halaman, dan media sosial situs kantor.
look-lead = Pilihan ini berlaku untuk semua halaman publik kantor.
look-preview = Lihat situs
look-header = Warna kepala halaman
look-header-hint = Tulis kode warna, misalnya #0b5a5e. Tulisan di atasnya putih.
look-accent = Warna tautan dan garis
look-accent-hint = Tulis kode warna. Latar halaman putih.
look-palette = Warna yang sudah pasti terbaca
look-colour-teal = Hijau laut
look-colour-blue = Biru
look-colour-navy = Biru tua
look-colour-green = Hijau
look-colour-maroon = Merah marun
look-colour-brown = Cokelat
look-colour-purple = Ungu
look-colour-grey = Kelabu
look-logo = Logo
look-logo-hint = PNG, JPEG, atau WebP, paling besar 1 MB. Gambar dilukis ulang di atas latar putih.
look-logo-now = Logo sekarang
look-logo-alt = Logo { $office }
look-logo-remove = Hapus logo
look-logo-unreadable = Gambar ini tidak dapat dibaca. Simpan ulang sebagai PNG atau JPEG, lalu unggah.
look-footer = Teks kaki halaman
look-footer-hint = Paling banyak 300 karakter.
look-links = Media sosial dan situs lain
look-links-hint = Satu alamat per baris, diawali https://, paling banyak 6.
look-links-title = Kantor ini di tempat lain
look-saved = Tampilan tersimpan.
look-broke-off = Unggahan terputus. Coba lagi.
look-met = Orang lain baru saja menyimpan tampilan ini. Isian Anda masih ada di bawah; simpan lagi bila tetap ingin memakainya.
look-met-stored = Lihat yang tersimpan

host-title = Nama host { $office }
host-lead = Dengan nama host sendiri, situs kantor juga terbuka di alamat itu. Arahkan dahulu nama host ke server ini dan pasang sertifikatnya.
host-name = Nama host
host-hint = Misalnya ppid.katingan.bawaslu.go.id, tanpa https:// dan tanpa porta. Kosongkan untuk menghapus.
host-saved = Nama host tersimpan.
host-edit = Atur nama host

share-class = Informasi publik

# Alat baca
aids-title = Alat baca
aids-size = Ukuran tulisan
aids-size-1 = Biasa
aids-size-2 = Besar
aids-size-3 = Sangat besar
aids-contrast = Kontras
aids-contrast-off = Biasa
aids-contrast-on = Tinggi
aids-spacing = Jarak huruf
aids-spacing-off = Biasa
aids-spacing-on = Renggang
aids-apply = Terapkan
aids-read = Bacakan halaman
aids-pause = Jeda
aids-resume = Lanjutkan
aids-stop = Berhenti
