# Pertanyaan yang dikembalikan verifikator kepada kantor.

mending-title = Dikembalikan verifikator
mending-returned = Dikembalikan pada { $time }. Yang harus diperbaiki:
mending-until = Dapat diubah dan dikirim lagi sampai { $time }. Pertanyaan lain tetap seperti yang sudah dikirim.
mending-at-office = Petugas kantor dapat memperbaikinya sampai { $time }.
mending-send = Kirim lagi pertanyaan ini
mending-send-hint = Simpan jawaban dan bukti lebih dulu. Sesudah dikirim, pertanyaan ini terkunci lagi.
mending-task = Pertanyaan { $number } dikembalikan: perbaiki sampai { $due }
mending-tasks = Dikembalikan verifikator
mending-receipt-title = Pertanyaan dikirim lagi
mending-receipt-open = Buka tanda terima pengiriman ulang
mending-back = Kembali ke pertanyaan
mending-history-returned = Dikembalikan verifikator
mending-history-resubmitted = Dikirim lagi sesudah diperbaiki
mending-history-withdrawn = Pengembalian dibatalkan verifikator
mending-history-expired = Waktu memperbaiki habis
mending-history-reminded = Kantor diingatkan
