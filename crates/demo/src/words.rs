//! What made-up people write.

/// Why a judgement is below full share.
pub(crate) const fn reason(nothing: bool) -> &'static str {
    if nothing {
        "Tidak ditemukan bukti yang mendukung jawaban."
    } else {
        "Sebagian bukti belum sesuai: ada yang tidak terbaca atau belum mutakhir."
    }
}

/// The text answer to a question.
pub(crate) fn text(question: &str) -> &'static str {
    match question {
        "C20" => "Dua orang: staf hubungan masyarakat dan kepala subbagian, keduanya dengan surat tugas.",
        "D29" => {
            "Daftar informasi publik menunjukkan informasi apa yang dikuasai dan siapa penanggung jawabnya, mempercepat \
             layanan, dan menjadi dasar pemutakhiran."
        }
        "E31" => "0800-0000-0000 (contoh)",
        "G39" => {
            "Layanan informasi keliling ke kecamatan setiap bulan dengan meja layanan dan formulir sederhana. Tahun ini \
             menjangkau 11 kecamatan dan 240 warga, terdokumentasi, dan dilanjutkan tahun depan."
        }
        _ => "Contoh jawaban untuk peragaan.",
    }
}

/// The text of a further answer to a question.
pub(crate) fn further(question: &str) -> &'static str {
    match question {
        "D25" => "021/HK.01/CONTOH",
        _ => "Contoh",
    }
}

/// An answer that fitted while 500 characters were allowed and is too long now that 300 are.
pub(crate) const TOO_LONG: &str = "Akun e-PPID dikelola oleh dua orang, yaitu staf hubungan masyarakat sebagai pengelola \
    utama dan kepala subbagian pengawasan sebagai pengelola cadangan. Keduanya ditugaskan dengan surat tugas kepala \
    sekretariat, masuk ke akun setiap hari kerja, mencatat setiap permohonan dalam register, dan saling menggantikan \
    apabila salah satu sedang bertugas di lapangan atau cuti.";

/// Why offices got more time.
pub(crate) const EXTENSION: &str = "Gangguan listrik dan jaringan internet di beberapa kecamatan sejak pekan terakhir \
    pengisian, dilaporkan oleh Bawaslu Provinsi Kalimantan Tengah.";

/// Why there is a second version of the instrument.
pub(crate) const CORRECTION: &str =
    "Pertanyaan 20: panjang jawaban disesuaikan dengan petunjuk pengisian (300 karakter).";
