# Situs PPID satu kantor: kerangka dan menu.

ppid-menu = Menu situs
ppid-menu-home = Beranda PPID
ppid-menu-public-information = Daftar informasi publik
ppid-to-menu = Menu situs PPID
ppid-home-title = PPID { $office }
ppid-home-search = Cari informasi publik
ppid-home-classes = Informasi publik
ppid-home-contact = Hubungi PPID
ppid-home-more = Tentang kantor ini
