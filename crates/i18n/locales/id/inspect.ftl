inspect-file-bomb = Berkas ini dikemas sehingga menjadi jauh lebih besar dari dokumen biasa saat dibuka. Simpan ulang dengan program yang membuatnya, lalu unggah lagi.
