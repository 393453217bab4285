# Masuk, keluar, dan akun sendiri.

account-sign-in-title = Masuk
account-login = Nama pengguna atau alamat surel
account-forgotten = Lupa kata sandi? Minta tautan baru kepada administrator kantor Anda.
