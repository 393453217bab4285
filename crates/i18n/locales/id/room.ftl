# Ruang penyimpanan meja layanan.

room-title = Ruang penyimpanan
room-used = { $used } dari { $max } terpakai
room-hint = Termasuk berkas edisi lama, gambar, video, tabel impor, berkas yang menunggu, dan unggahan yang belum selesai. Yang tidak dipakai lagi dikeluarkan setiap malam.
room-nearly-full = Hampir penuh. Hapus berkas yang menunggu, atau minta pengelola sistem menaikkan batasnya.
