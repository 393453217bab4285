# Masuk, keluar, dan akun sendiri.

account-sign-in-title = Masuk
account-login = Nama pengguna atau alamat surel
account-forgotten-link = Lupa kata sandi?
account-password-was-set = Kata sandi sudah dibuat. Silakan masuk.

## Lupa kata sandi

account-forgotten-title = Lupa kata sandi
account-forgotten-lead = Tulis nama pengguna atau alamat surel Anda. Kami mengirim tautan untuk membuat kata sandi baru.
account-forgotten-send = Kirim tautan
account-forgotten-sent-title = Periksa surel Anda
account-forgotten-sent = Bila ada akun dengan nama atau alamat itu, tautan sudah kami kirim. Tautan berlaku { $minutes } menit dan hanya dapat dipakai sekali.
account-forgotten-not-received = Belum menerima surel? Periksa folder spam, atau minta tautan kepada administrator kantor Anda.
account-forgotten-no-mail = Surel belum tersambung pada layanan ini. Minta tautan baru kepada administrator kantor Anda.
account-back-to-sign-in = Kembali ke halaman masuk

## Membuat kata sandi

account-invitation-title = Buat kata sandi Anda
account-reset-title = Buat kata sandi baru
account-for-login = Akun: { $name }, masuk dengan nama pengguna { $login }.
account-new-password = Kata sandi baru
account-repeat-password = Ketik ulang kata sandi baru
account-password-hint = Paling sedikit { $min } karakter. Rangkaian beberapa kata yang hanya Anda ketahui mudah diingat dan sukar ditebak. Spasi boleh; menempel dari pengelola kata sandi juga boleh. Nama Anda dan kata seperti "bawaslu" tidak cukup.
account-set-password = Simpan kata sandi
account-signs-out-note = Setelah disimpan, semua perangkat yang sedang masuk dengan akun ini dikeluarkan.
account-link-dead-title = Tautan ini sudah tidak berlaku
account-link-dead-why = Tautan hanya dapat dipakai sekali dan ada batas waktunya. Tautan yang lebih baru juga menggantikan yang lama.
account-link-dead-advice = Minta tautan baru kepada administrator kantor Anda. Bila kata sandi sudah Anda buat, langsung masuk saja.

## Surel

account-mail-invitation-subject = Undangan ke { $site }
account-mail-invitation-why = Anda diundang ke { $site } dengan nama pengguna { $login }. Buka tautan ini untuk membuat kata sandi:
account-mail-reset-subject = Kata sandi baru untuk { $site }
account-mail-reset-why = Ada permintaan kata sandi baru di { $site } untuk nama pengguna { $login }. Buka tautan ini untuk membuatnya:
account-mail-greeting = Halo { $name },
account-mail-until = Tautan berlaku sampai { $until } dan hanya dapat dipakai sekali.
account-mail-ignore = Jika Anda tidak memintanya, abaikan surel ini. Jangan teruskan tautan ini kepada siapa pun.

## Akun saya

account-title = Akun saya
account-profile = Profil
account-login-name = Nama pengguna
account-name-hint = Nama ini dilihat orang lain di layanan ini.
account-email-hint = Untuk pemberitahuan dan tautan kata sandi. Boleh kosong.
account-language-by-browser = Menurut peramban
account-saved = Profil tersimpan.
account-roles = Peran Anda
account-role-at = { $role }, { $office }
account-change-password = Ganti kata sandi
account-old-password = Kata sandi sekarang
account-password-changed = Kata sandi sudah diganti. Perangkat lain sudah dikeluarkan.
account-sessions = Perangkat yang sedang masuk
account-sessions-lead = Kenali semuanya? Keluarkan yang tidak Anda kenal, lalu ganti kata sandi.
account-session-this = perangkat ini
account-session-unknown = Peramban tidak dikenal
account-session-since = Masuk sejak
account-session-seen = Terakhir dipakai
account-session-end = Keluarkan
account-session-end-about = { $browser }, masuk sejak { $since }
account-session-ended = Perangkat itu sudah dikeluarkan.
account-sign-out-everywhere = Keluar dari semua perangkat
account-sign-out-everywhere-note = Termasuk perangkat ini. Token API juga dicabut.
account-signed-out-everywhere = Anda sudah keluar dari semua perangkat.

## Token API

account-tokens = Token API
account-tokens-lead = Program memakai token untuk bekerja atas nama Anda melalui API. Token tidak pernah dapat melakukan lebih daripada Anda.
account-tokens-none = Belum ada token.
account-token-name = Nama token
account-token-name-hint = Misalnya nama program yang memakainya.
account-token-scopes = Yang boleh dilakukan
account-token-days = Berlaku berapa hari
account-token-days-hint = Dari 1 sampai { $max } hari.
account-token-until = Berlaku sampai
account-token-make = Buat token
account-token-made = Token sudah dibuat
account-token-once = Salin sekarang. Token ini hanya ditampilkan sekali.
account-token-value = Token
account-token-revoke = Cabut
account-token-revoked-note = Token sudah dicabut.
account-token-state-living = Berlaku
account-token-state-expired = Kedaluwarsa
account-token-state-revoked = Dicabut
account-too-many-tokens = Anda sudah memiliki 20 token yang berlaku. Cabut salah satu lebih dahulu.
account-scope-read = Membaca badan publik, siklus, dan hasil
account-scope-answers-read = Membaca jawaban kantor Anda
account-scope-answers-write = Mengisi jawaban, mengunggah bukti, menyetujui, dan mengirim
account-scope-reviews-read = Membaca penilaian yang sudah dikirim, verifikasi, dan nilai
account-scope-reviews-write = Menulis hasil verifikasi
account-scope-manage = Mengelola siklus dan hasil
