# Bingkai setiap halaman dan kata-kata yang dibawa komponen.

layout-service-name = Terbuka
layout-service-description = Keterbukaan informasi publik: penilaian, hasil, dan layanan informasi.
layout-menu = Menu
layout-language-change = Ganti bahasa ke bahasa Indonesia
layout-signed-in-as = Masuk sebagai { $name }
layout-phase-until = sampai { $until }
layout-accessibility = Aksesibilitas
layout-privacy = Privasi
layout-api = API dan data terbuka
layout-footer-label = Bantuan dan keterangan
layout-footer-note = { $service } menjalankan penilaian keterbukaan informasi publik secara terbuka dan dapat dihitung ulang.
layout-breadcrumbs = Letak halaman

## Kata sandi

layout-password-show = Tampilkan
layout-password-hide = Sembunyikan
layout-password-show-label = Tampilkan kata sandi
layout-password-hide-label = Sembunyikan kata sandi
layout-password-shown = Kata sandi Anda terlihat
layout-password-hidden = Kata sandi Anda tersembunyi

## Sisa huruf

layout-count-limit = Paling banyak %{ "{" }count{ "}" } karakter
layout-count-under-one = Sisa %{ "{" }count{ "}" } karakter
layout-count-under-other = Sisa %{ "{" }count{ "}" } karakter
layout-count-at = Sisa 0 karakter
layout-count-over-one = Kelebihan %{ "{" }count{ "}" } karakter
layout-count-over-other = Kelebihan %{ "{" }count{ "}" } karakter

## Memilih berkas

layout-upload-choose = Pilih berkas
layout-upload-none = Belum ada berkas dipilih
layout-upload-several-one = %{ "{" }count{ "}" } berkas dipilih
layout-upload-several-other = %{ "{" }count{ "}" } berkas dipilih
layout-upload-drop = atau seret berkas ke sini
layout-upload-entered = Masuk ke daerah seret
layout-upload-left = Keluar dari daerah seret

## Permintaan yang ditolak

layout-home = Halaman depan
layout-refused-title = Permintaan tidak dapat diterima
layout-refused-cross-site = Permintaan ini tidak datang dari halaman Terbuka, jadi tidak dijalankan. Tidak ada yang berubah.
layout-refused-what-to-do = Buka halamannya langsung di peramban ini, lalu kirim sekali lagi.
