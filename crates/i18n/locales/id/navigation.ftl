# Menu utama.

navigation-saq = Penilaian mandiri
navigation-review = Verifikasi
navigation-interview = Wawancara
navigation-access = Uji akses
navigation-national = Kelola siklus
navigation-people = Pengguna
navigation-results = Hasil
navigation-bodies = Badan publik
navigation-account = Akun saya
navigation-notices = Pemberitahuan
navigation-notices-unread = Pemberitahuan ({ $count } baru)
navigation-search = Informasi publik
