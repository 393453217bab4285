# Bertindak untuk orang lain: administrator membantu.

acting-label = Anda bertindak untuk orang lain
acting-banner = { $by } bertindak atas nama { $name } sampai { $until }. Semua yang dilakukan dicatat atas kedua nama.
acting-stop = Selesai membantu
acting-title = Bantu sebagai orang ini
acting-note = Selama 30 menit Anda melihat dan mengisi sebagai orang ini. Menilai, menandatangani, mengirim, dan mengubah kata sandi tidak dapat dilakukan. Awal, akhir, dan setiap perubahan dicatat.
acting-reason = Alasan membantu
acting-reason-hint = Dapat dibaca orang yang dibantu, misalnya nomor permintaan bantuan.
acting-begin = Mulai membantu
acting-done-stopped = Anda kembali bertindak sebagai diri sendiri.
people-event-acting-began = Administrator mulai bertindak atas nama orang ini
people-event-acting-ended = Administrator selesai bertindak atas nama orang ini
