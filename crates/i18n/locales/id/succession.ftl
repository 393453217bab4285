# Kantor yang digantikan di tengah jalan: ganti nama dengan kode baru, pemekaran, penggabungan.

succession-title = Penerus { $office }
succession-intro = Isi bila daerahnya berganti kode, dimekarkan, atau digabung. Kode lama tetap menyimpan jawaban, bukti, dan hasilnya; siklus yang sedang berjalan tetap diselesaikan oleh kantor lama. Kantor lama tidak lagi ditawarkan sebagai peserta siklus yang dibuat sejak tanggal itu.
succession-intro-name = Bila hanya namanya yang berubah dan kodenya tetap, impor nama baru; hasil yang sudah diumumkan tetap memakai nama pada masanya. Untuk mencabut isian yang keliru, kosongkan semua kolom.
succession-successors = Kode kantor penerus
succession-successors-hint = Satu kode per baris. Kantor penerus harus sudah ada dalam daftar badan publik.
succession-first-day = Berlaku mulai
succession-first-day-hint = Hari pertama kantor penerus menggantikan kantor ini.
succession-ground = Dasar hukum
succession-ground-hint = Misalnya: Undang-Undang Nomor 12 Tahun 2026.
succession-edit = Atur kantor penerus
succession-saved = Kantor penerus tersimpan.
succession-since = Mulai { $day } kantor ini digantikan oleh:
succession-before-title = Kantor sebelumnya
succession-before = Sebelum { $day }:
succession-ground-of = Dasar: { $ground }
succession-itself = Kantor tidak dapat menjadi penerus dirinya sendiri.
succession-circle = Penerus ini, langsung atau melalui kantor lain, berujung kembali ke kantor ini.
succession-ends-earlier = Salah satu penerus sendiri sudah digantikan pada atau sebelum tanggal itu.
succession-before-own-start = Tanggal ini harus sesudah kantor ini sendiri mulai menggantikan kantor lain.
