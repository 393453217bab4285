# Yang diketahui tentang berkas bukti: kalimat untuk kantor dan verifikator.

finding-title = Yang diketahui tentang berkas ini
finding-level-good = Baik
finding-level-look = Perlu dilihat
finding-level-problem = Bermasalah
finding-waiting = Berkas ini sedang diperiksa. Muat ulang halaman ini sebentar lagi.
finding-failed = Berkas tersimpan, tetapi isinya tidak dapat diperiksa secara otomatis.
finding-nothing = Tidak ada catatan khusus.
finding-quarantine-bomb = Berkas ini mengembang menjadi jauh lebih besar daripada dokumen biasa. Berkas dikarantina: tersimpan, tetapi tidak dapat dibuka siapa pun. Ganti dengan berkas lain.
finding-quarantine-virus = Pemindai virus menemukan "{ $name }". Berkas dikarantina: tersimpan, tetapi tidak dapat dibuka siapa pun. Ganti dengan berkas yang bersih.
finding-notice-quarantined = Berkas "{ $file }" dikarantina
finding-notice-quarantined-why = Berkas pada pertanyaan { $question } tidak dapat dibuka siapa pun. Buka pertanyaannya untuk melihat sebabnya, lalu ganti berkasnya.

finding-concern = Pertanyaan { $number }, { $name }: { $sentence }

## Foto

finding-taken-in-round = Diambil { $at } menurut kamera: dalam masa siklus.
finding-taken-before = Diambil { $at } menurut kamera: { $days } hari sebelum siklus mulai.
finding-taken-later = Kamera mencatat { $at }, sesudah berkas ini diterima: jam kamera keliru.
finding-no-date = Berkas ini tidak mencatat kapan foto diambil.
finding-stamped = Diambil dengan kamera halaman ini { $at }; jam dan tempat dicap pada foto.
finding-stamp-off = Mengaku diambil dengan kamera halaman ini { $at }, tidak cocok dengan waktu tibanya.
finding-at-office = Diambil sekitar { $distance } dari kantor.
finding-far = Diambil sekitar { $distance } dari kantor: periksa apakah masih di wilayahnya.
finding-very-far = Diambil sekitar { $distance } dari kantor: di luar wilayahnya.
finding-office-unknown = Foto mencatat tempatnya, tetapi letak kantor pada peta belum diisi, jadi tidak dapat dibandingkan.
finding-no-place = Berkas ini tidak mencatat tempat foto diambil.
finding-camera = Kamera: { $name }.
finding-edited = Ditulis oleh aplikasi penyunting: { $name }.
finding-edited-history = Berkas ini memuat riwayat penyuntingan.
finding-screenshot = Ini tangkapan layar.
finding-blank = Gambar ini nyaris kosong: hanya satu warna.
finding-small = Gambar kecil, { $width } × { $height } piksel: rinciannya sulit dibaca.

## Dokumen

finding-pages = { $count } halaman.
finding-text = Teksnya dapat dicari dan dibacakan.
finding-scan = Hanya gambar hasil pindai: teksnya tidak dapat dicari.
finding-signed = Ada tanda tangan elektronik. Keasliannya tidak diperiksa di sini.
finding-unsigned = Tidak ada tanda tangan elektronik. Lihat tanda tangan basah pada gambar halaman.
finding-year = Menyebut tahun { $year }.
finding-no-year = Tidak menyebut tahun { $year } pada halaman yang dibaca.
finding-rows = Lembar kerja { $rows } baris, { $columns } kolom.
finding-words = { $count } kata.
finding-empty = Tidak ada isi di dalamnya.

## Video

finding-length = Panjang { $length }.
finding-too-long = Panjang { $length }, lebih dari { $most }.
finding-plays = Dapat diputar di peramban.
finding-does-not-play = Tidak dapat diputar di peramban ({ $codec }): harus diunduh lebih dahulu.
finding-starts-late = Baru dapat diputar setelah terunduh seluruhnya.

## Keanehan

finding-active = Memuat bagian yang aktif bila dibuka ({ $part }). Yang ditampilkan di sini hanya gambar halamannya.
finding-part-javascript = skrip
finding-part-launch = perintah menjalankan program
finding-part-open-action = tindakan saat dibuka
finding-part-embedded-file = berkas di dalam berkas
finding-part-rich-media = media tertanam
finding-part-macro = makro
finding-part-external-link = tautan ke berkas lain
finding-polyglot = Berkas ini sekaligus berkas jenis lain ({ $second }). Jangan dibuka di luar halaman ini.
finding-bomb = Berkas ini mengembang menjadi jauh lebih besar daripada dokumen biasa.
finding-broken = Isinya rusak: tidak dapat dibaca sampai habis.
finding-locked = Berkas ini terkunci kata sandi: verifikator tidak dapat membukanya.
finding-too-costly = Terlalu berat untuk ditampilkan di sini: pratinjau tidak tersedia.
finding-no-preview = Pratinjau tidak tersedia di server ini. Berkas dapat diunduh.
finding-late = Ditandai terlambat unggah: tiba setelah jawaban disetujui.

## Pernah dilihat

finding-seen-same = Berkas yang sama
finding-seen-near = Gambar yang mirip
finding-also-in = Juga dipakai di pertanyaan { $numbers }.
finding-seen-own-question = { $what } ada di pertanyaan { $question } kantor ini, ditambahkan { $at }.
finding-seen-own-round = { $what } ada di { $round }, pertanyaan { $question } kantor ini, ditambahkan { $at }.
finding-seen-office = { $what } ada di { $office }, pertanyaan { $question }, ditambahkan { $at }.
finding-seen-office-round = { $what } ada di { $office }, { $round }, pertanyaan { $question }, ditambahkan { $at }.
finding-seen-hidden = { $what } ada di kantor lain, ditambahkan { $at }.
finding-seen-more = Dan { $count } tempat lain.
finding-compare = Bandingkan
finding-compare-here = Berkas ini
finding-compare-there = Yang pernah dilihat
finding-compare-alt = Gambar kecil dari bukti lain

## Pratinjau

finding-preview-alt = Pratinjau { $name }
finding-page-alt = Halaman { $page } dari { $name }
finding-pages-shown = Ditampilkan { $shown } dari { $pages } halaman. Unduh berkas untuk melihat selebihnya.
finding-poster-alt = Gambar awal video { $name }
finding-play = Putar video { $name }
finding-table-caption = Baris pertama { $name }
finding-beginning = Awal dokumen
finding-original = Unduh berkas asli
finding-original-about = { $name }, { $size }
finding-original-warning = Berkas asli dapat memuat data pribadi pembuatnya.
