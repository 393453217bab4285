# Kata-kata yang dipakai di mana-mana. Satu kunci satu baris; kunci diawali nama berkasnya.

-app = Terbuka

common-app-name = { -app }

## Tindakan

common-save = Simpan
common-continue = Lanjutkan
common-save-and-continue = Simpan dan lanjutkan
common-back = Kembali
common-cancel = Batal
common-delete = Hapus
common-remove = Keluarkan
common-add = Tambah
common-edit = Ubah
common-close = Tutup
common-open = Buka
common-send = Kirim
common-confirm = Konfirmasi
common-print = Cetak
common-download = Unduh
common-upload = Unggah
common-choose = Pilih
common-choose-file = Pilih berkas
common-search = Cari
common-filter = Saring
common-filter-clear = Hapus saringan
common-sort = Urutkan
common-show = Tampilkan
common-hide = Sembunyikan
common-show-all = Tampilkan semua
common-change = Ganti
common-try-again = Coba lagi
common-copy = Salin
common-copied = Tersalin
common-sign-in = Masuk
common-sign-out = Keluar
common-previous = Sebelumnya
common-next = Berikutnya
common-first = Pertama
common-last = Terakhir
common-more = Selengkapnya

## Kata

common-yes = Ya
common-no = Tidak
common-or = atau
common-and = dan
common-none = Tidak ada
common-unknown = Tidak diketahui
common-optional = opsional
common-required = wajib diisi
common-label-optional = { $label } (opsional)
common-name = Nama
common-email = Alamat surel
common-password = Kata sandi
common-phone = Nomor telepon
common-address = Alamat
common-date = Tanggal
common-time = Waktu
common-status = Status
common-action = Tindakan
common-note = Catatan
common-reason = Alasan
common-description = Keterangan
common-file = Berkas
common-link = Tautan
common-code = Kode
common-number = Nomor
common-total = Jumlah
common-score = Nilai
common-rank = Peringkat
common-category = Kategori
common-province = Provinsi
common-regency = Kabupaten/Kota
common-office = Kantor
common-year = Tahun
common-page = Halaman
common-page-of = Halaman { $page } dari { $pages }
common-results = { $count } hasil
common-no-results = Tidak ada hasil.
common-language = Bahasa
common-help = Bantuan
common-contact = Kontak
common-skip-to-content = Langsung ke isi utama
common-opens-new-tab = terbuka di tab baru
common-file-with-size = { $name } ({ $size })
common-not-connected = tidak tersambung

## Kesalahan

common-error = Kesalahan
common-error-prefix = Kesalahan:
common-error-title = Kesalahan: { $title }
common-error-summary = Ada masalah
common-warning = Peringatan
common-important = Penting
common-success = Berhasil

## Keadaan

common-status-not-started = Belum
common-status-in-progress = Sedang diisi
common-status-done = Selesai
common-status-problem = Ada masalah
common-status-waiting = Menunggu
common-status-closed = Ditutup
common-status-cannot-start = Belum dapat dimulai
common-saved = Tersimpan
common-saved-at = Tersimpan { $time }
common-not-saved = Belum tersimpan
common-saving = Menyimpan…

## Tanggal

common-date-at-time = { $date } pukul { $time }
common-month-january = Januari
common-month-february = Februari
common-month-march = Maret
common-month-april = April
common-month-may = Mei
common-month-june = Juni
common-month-july = Juli
common-month-august = Agustus
common-month-september = September
common-month-october = Oktober
common-month-november = November
common-month-december = Desember
common-day-monday = Senin
common-day-tuesday = Selasa
common-day-wednesday = Rabu
common-day-thursday = Kamis
common-day-friday = Jumat
common-day-saturday = Sabtu
common-day-sunday = Minggu
common-days = { $count } hari
common-working-days = { $count } hari kerja
