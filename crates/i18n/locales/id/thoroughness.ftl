# Seberapa jauh isi berkas diperiksa sebelum diumumkan, dan apa yang ikut terunduh tanpa terlihat.

privacy-none-so-far = Pada bagian yang diperiksa tidak ditemukan pola data pribadi.
privacy-unread = Berkas ini rusak, terkunci, atau terlalu berat, sehingga isinya tidak seluruhnya diperiksa. Bacalah sendiri.
privacy-pages-read =
    { $read ->
        [0] Teks berkas ini ({ $pages } halaman) belum diperiksa dan tidak dapat ditemukan lewat pencarian. Bacalah sendiri.
       *[other] Hanya teks { $read } halaman pertama dari { $pages } halaman yang diperiksa. Teks sesudahnya juga tidak dapat ditemukan lewat pencarian. Bacalah sendiri selebihnya.
    }
privacy-pages-seen = Gambar mirip KTP hanya dicari pada { $seen } dari { $pages } halaman. Lihatlah sendiri selebihnya.
privacy-comments =
    { $count ->
       *[other] Berkas ini memuat { $count } komentar, yang ikut terunduh.
    }
privacy-changes = Berkas ini menyimpan jejak perubahan: tulisan yang sudah dihapus masih dapat dibaca. Terima atau tolak semua perubahan sebelum mengumumkan.
privacy-hidden-sheets =
    { $count ->
       *[other] Berkas ini memuat { $count } lembar tersembunyi, yang ikut terunduh.
    }
privacy-film-place = Film ini memuat lokasi pengambilan gambar, yang ikut terunduh. Hapus dahulu keterangan lokasinya bila tempat itu tidak boleh diketahui umum.
privacy-place-beside = Dalam komentar, tulisan terhapus, atau lembar tersembunyi: { $excerpt }
privacy-withheld = Publik tidak akan menerima gambar ini, karena salinannya tanpa keterangan kamera tidak dapat dibuat di sini. Ganti dengan gambar JPEG atau PNG yang lebih kecil.
public-file-withheld = Gambar ini tidak diberikan: salinannya tanpa keterangan kamera (tempat, perangkat, pemilik) tidak dapat dibuat. Mintalah kepada PPID bila Anda memerlukannya.
public-file-later = Salinan gambar ini tanpa keterangan kamera sedang dibuat. Muat ulang halaman ini sebentar lagi.
