# Berkas banyak sekaligus, untuk daftar informasi publik.

desk-many = Berkas banyak sekaligus
desk-many-title = Tambah dari banyak berkas
desk-many-lead = Pilih atau seret sampai 50 berkas. Isinya dibaca untuk menebak judul dan tanggal; Anda memeriksa dan membetulkan, lalu semuanya menjadi draf dalam satu langkah.
desk-many-choose = Pilih berkas
desk-many-hint = PDF, DOCX, XLSX, ODT, ODS, CSV, gambar, atau video, paling besar { $size } tiap berkas.
desk-many-send = Unggah berkas
desk-many-arrived = Berkas diterima dan sedang dibaca.
desk-many-present = Sudah menunggu di bawah: { $name }.
desk-many-waiting =
    { $count ->
       *[other] { $count } berkas menunggu untuk diperiksa
    }
desk-many-waiting-lead = Berkas yang tidak dijadikan draf dalam 7 hari dihapus dengan sendirinya.
desk-many-reading = Sebagian berkas masih dibaca.
desk-many-reload = Muat ulang
desk-many-reading-one = Masih dibaca; tebakan belum ada.
desk-many-guessed = Judul dan tanggal ditebak dari isinya.
desk-many-guess-none = Tidak ada yang dapat ditebak dari isinya.
desk-many-double = Berkas yang sama sudah ada pada:
desk-many-include = Jadikan draf
desk-many-title-of = Judul
desk-many-day-of = Tanggal pembuatan
desk-many-expires = Dihapus { $date } bila tidak dipakai.
desk-many-remove = Hapus { $name }
desk-many-for-all = Untuk semua berkas
desk-many-class-all = Klasifikasi
desk-many-holder-all = Pejabat atau unit yang menguasai
desk-many-class-own = Klasifikasi
desk-many-as-above = Seperti di atas
desk-many-take = Jadikan draf
desk-many-made = Draf dibuat dari berkas yang dipilih.
desk-many-none-chosen = Belum ada berkas yang dipilih untuk dijadikan draf.
desk-many-gone = Berkas ini sudah tidak menunggu lagi: rekan Anda sudah memakainya atau menghapusnya.
desk-many-shut-in = Berkas ini tidak dapat dipakai: pemeriksaan menemukan sesuatu yang berbahaya di dalamnya.

desk-attach-open = Lampirkan pada informasi yang sudah ada
desk-attach-title = Lampirkan berkas yang menunggu
desk-attach-lead = Pilih informasi yang akan menerima berkas. Yang paling akhir diubah ada di atas.
desk-attach-search = Cari judul atau nomor
desk-attach-find = Cari
desk-attach-none = Tidak ada informasi dengan kata itu.
desk-attach-more = Hanya 20 yang pertama tampil. Persempit dengan kata lain.
desk-attach-to = Dilampirkan pada:
desk-attach-other = Pilih informasi lain
desk-attach-public = Informasi ini sudah terbit. Berkas masuk ke edisi berikutnya; yang terbit tetap tampil sampai edisi itu diterbitkan.
desk-attach-files = Berkas yang menunggu
desk-attach-no-files = Tidak ada berkas yang menunggu.
desk-attach = Lampirkan
desk-attach-none-chosen = Belum ada berkas yang dipilih.
desk-attach-waiting =
    { $count ->
       *[other] Pilih dari { $count } berkas yang menunggu di meja
    }
