# Yang keluar dari meja layanan: berkas, alasan, dan keadaan yang menahannya.

release-label = Nama atau keterangan berkas: { $excerpt }
release-shut-in = Ada berkas yang dikarantina. Hapus berkas itu dahulu.
release-file-shut-in = Berkas ini dikarantina: pemeriksaan menemukan sesuatu yang mungkin berbahaya, sehingga tidak dapat dibuka siapa pun. Hapus berkas ini, lalu unggah yang bersih.
release-file-not-redacted = Penghitaman berkas ini tidak berhasil: isinya masih utuh seperti semula. Coba lagi, ganti berkasnya, atau nyatakan di bawah bahwa berkas ini boleh diumumkan apa adanya.

release-reason-title = Data pribadi dalam alasan
release-reason-about = Alasan ini dibaca umum. Perbaiki, atau nyatakan bahwa yang tertulis boleh diumumkan. Keputusan ini dicatat dengan nama Anda.
release-reason-answer = Saya sudah memeriksa alasan ini; yang tertulis boleh diumumkan
release-reason-unanswered = Alasan memuat pola data pribadi. Perbaiki alasannya, atau nyatakan bahwa Anda sudah memeriksanya.

release-history-shut-in = Berkas dikarantina: { $name }
release-notice-redaction = Penghitaman "{ $file }" tidak berhasil
release-notice-redaction-why = Berkas pada informasi { $reference } masih utuh seperti semula. Buka informasi itu, lalu coba lagi atau ganti berkasnya.
release-notice-shut-in = Berkas "{ $file }" dikarantina
release-notice-shut-in-why = Berkas pada informasi { $reference } tidak dapat dibuka siapa pun. Hapus dan ganti berkas itu; selama masih ada, informasi ini tidak dapat diperiksa atau diterbitkan.

release-edition-never = tidak pernah tampil bagi publik
