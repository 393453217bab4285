# API untuk program: halaman tentangnya, dan judul dokumen masalahnya.

api-title = Data untuk program (API)
api-lead = Semua yang dikerjakan orang di halaman-halaman ini dapat dikerjakan program juga: membaca badan publik, siklus dan hasil, mengisi kuesioner, mengunggah bukti, memverifikasi.
api-public = Badan publik, siklus yang sudah diumumkan, dan hasilnya terbuka untuk semua orang, tanpa akun.
api-openapi-link = Uraian semua operasi (OpenAPI 3.1, JSON)

api-get-token = Mendapatkan token
api-get-token-sign-in = Masuk, lalu buka halaman akun Anda.
api-get-token-make = Buat token: beri nama, pilih apa yang boleh dilakukannya dan kapan berakhir. Token hanya ditampilkan satu kali.
api-get-token-send = Kirim token pada setiap permintaan, dalam header “Authorization: Bearer …”.
api-token-limits = Token tidak pernah dapat berbuat lebih dari Anda sendiri. Yang tidak boleh dilihatnya dijawab seolah-olah tidak ada. Cabut token di halaman akun bila program tidak memerlukannya lagi.

api-examples = Contoh
api-example-public = Kantor di bawah satu provinsi:
api-example-read = Satu jawaban kantor Anda, dengan versinya dalam header ETag:
api-example-save = Menyimpan jawaban. If-Match menyebut versi yang menjadi awal perubahan Anda, "0" bila belum ada:
api-example-file = Mengunggah berkas sebagai bukti:

api-rules = Perlu diketahui
api-rule-numbers = Angka yang ikut menentukan nilai ditulis sebagai teks: “exact” adalah pecahan, “display” sudah dibulatkan untuk dibaca.
api-rule-pages = Daftar dibagi dalam halaman paling banyak 200 butir. “next” dan header Link menunjuk halaman berikutnya.
api-rule-versions = Bila orang lain menyimpan lebih dahulu, jawabannya 412 dan memuat isi yang sekarang. Tidak ada yang hilang.
api-rule-rate = { $at_once } permintaan sekaligus, sesudah itu { $a_second } per detik. Selebihnya dijawab 429 dengan lama waktu tunggu.

api-problems = Jenis masalah
api-problems-lead = Setiap kesalahan adalah dokumen masalah (RFC 9457). “type” di dalamnya menunjuk salah satu dari ini:

## Dokumen masalah

api-token-title = Perlu token
api-token-needed = Kirim token yang berlaku dalam header “Authorization: Bearer …”.
api-token-invalid = Token ini tidak berlaku, sudah berakhir, atau sudah dicabut. Buat yang baru di halaman akun.
api-malformed-title = Tidak terbaca sebagai JSON
api-malformed-detail = Isi permintaan bukan JSON yang benar: { $at }
api-parameters-title = Ada parameter yang keliru
api-parameters-detail = Salah satu parameter alamat bentuknya tidak diterima. Tempatnya ada pada “errors”.
api-body-detail = Isi permintaan tidak sesuai. Setiap tempat yang keliru ada pada “errors”.
api-not-found-title = Tidak ditemukan
api-not-found-detail = Sumber ini tidak ada, atau token ini tidak boleh melihatnya.
api-stale-title = Orang lain sudah menyimpan lebih dahulu
api-precondition-title = Perlu versi
api-precondition-detail = Kirim header If-Match berisi ETag yang menjadi awal perubahan Anda, "0" bila belum ada.
api-media-type-title = Jenis isi tidak diterima
api-media-type-detail = Yang diterima di sini: { $types }
api-too-large-title = Terlalu besar
api-too-large-detail = Paling banyak { $max }.
api-method-title = Metode tidak diterima di sini
api-method-detail = Header Allow menyebut metode yang diterima alamat ini.
api-unknown-field = Tidak ada isian dengan nama ini di sini.
api-wrong-type = Jenis atau bentuk nilainya tidak sesuai dengan isian ini.
