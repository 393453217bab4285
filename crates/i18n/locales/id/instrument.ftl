# Instrumen dan skema penilaian: mengunggah, pratinjau, versi.

instrument-same-file = Berkas ini sama persis dengan versi yang sudah ada. Tidak ada yang disimpan.
