# Siklus Monev: tahapan, keadaan, dan pemberitahuannya.

## Tahapan

round-phase-socialisation = Sosialisasi
round-phase-filling = Pengisian SAQ
round-phase-access-test = Uji akses
round-phase-verification = Verifikasi
round-phase-appeal = Masa sanggah
round-phase-recap = Rekapitulasi
round-phase-interview = Wawancara
round-phase-announcement = Pengumuman
round-no-date = tidak ada

## Keadaan

round-state-draft = Rancangan
round-state-scheduled = Terjadwal
round-state-running = Berjalan
round-state-announced = Diumumkan
round-state-cancelled = Dibatalkan

## Yang tidak dapat dilakukan sekarang

round-filling-has-opened = Pengisian sudah dibuka, jadi waktu bukanya tidak dapat dipindah ke depan.
round-participant-has-begun = Ada badan publik yang sudah mulai mengisi, jadi tidak dapat dikeluarkan. Pilih kembali badan publik itu.
round-questions-vanish = Ada pertanyaan yang sudah dijawab dan tidak ada lagi di versi baru. Periksa daftarnya, lalu setujui.
round-not-a-version = Sesudah pengisian dibuka, pilih versi lain dari instrumen atau skema yang sama.

## Pemberitahuan

round-notice-scheduled = { $title } sudah dijadwalkan
round-notice-phase = { $phase }: { $opens } sampai { $closes }.
round-notice-phases = Jadwal { $title } berubah
round-notice-opens-moved = { $phase } dibuka { $new } (sebelumnya { $old }).
round-notice-closes-moved = { $phase } ditutup { $new } (sebelumnya { $old }).
round-notice-extension = Perpanjangan waktu untuk { $title }
round-notice-extended-until = { $phase } untuk { $body } diperpanjang sampai { $new }.
round-notice-documents = Instrumen atau skema { $title } diganti dengan versi baru
round-notice-cancelled = { $title } dibatalkan
round-notice-reason = Alasan: { $reason }

## Halaman peserta

round-from-to = { $opens } sampai { $closes }
round-phase = Tahapan
round-phases = Tahapan dan jadwal
round-opens = Dibuka
round-closes = Ditutup
round-standing-before = Belum dibuka
round-standing-open = Sedang berlangsung
round-standing-after = Sudah ditutup
round-guidelines = Pedoman
round-guidelines-none = Belum ada pedoman.
round-questions = Pertanyaan
round-questions-intro = Pratinjau untuk persiapan. Jawaban diisi pada halaman penilaian mandiri.
round-manage = Kelola siklus ini
round-notices-title = Pemberitahuan
round-notices-none = Belum ada pemberitahuan.
round-notices-read = Tandai semua sudah dibaca
round-notices-new = Baru
