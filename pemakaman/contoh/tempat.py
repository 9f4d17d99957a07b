"""The forty-five cemeteries of the demonstration, three a kab/kota, and how a kab/kota is called in user names."""

from dataclasses import dataclass

from pemakaman.makam.rules import JenisMakam, Pengelolaan

PROVINSI = "18"
TPU, TPBU, TPK = JenisMakam.TPU, JenisMakam.TPBU, JenisMakam.TPK
KREMATORIUM, KELUARGA = JenisMakam.KREMATORIUM, JenisMakam.KELUARGA
PEMDA, DESA, BADAN, SENDIRI = Pengelolaan.PEMDA, Pengelolaan.DESA, Pengelolaan.BADAN, Pengelolaan.KELUARGA


@dataclass(frozen=True)
class Tempat:
    """One cemetery; `akun` is the user name of its manager behind 'pengelola.'."""

    akun: str
    nama: str
    jenis: JenisMakam
    pengelolaan: Pengelolaan
    desa_kode: str
    lintang: float | None = None
    bujur: float | None = None

    @property
    def kab_kode(self) -> str:
        """The kab/kota it lies in."""
        return self.desa_kode[:5]


TEMPAT: tuple[Tempat, ...] = (
    Tempat("kalianda", "TPU Way Urang Kalianda", TPU, PEMDA, "18.01.06.1008", -5.7302, 105.5921),
    Tempat("natar", "TPBU Al-Ikhlas Natar", TPBU, BADAN, "18.01.04.2004", -5.3108, 105.1987),
    Tempat("waihui", "Makam Keluarga Besar Way Hui", KELUARGA, SENDIRI, "18.01.13.2001"),
    Tempat("gunungsugih", "TPU Gunung Sugih", TPU, PEMDA, "18.02.04.1005", -4.9931, 105.2104),
    Tempat("ramadewa", "Setra Desa Rama Dewa", TPK, BADAN, "18.02.08.2004", -4.9120, 105.4386),
    Tempat("poncowati", "TPU Desa Poncowati", TPU, DESA, "18.02.07.2010", -4.8741, 105.2290),
    Tempat("kotabumi", "TPU Kotabumi Ilir", TPU, PEMDA, "18.03.02.1006", -4.8290, 104.8931),
    Tempat("bukitkemuning", "TPBU Nurul Huda Bukit Kemuning", TPBU, BADAN, "18.03.01.1001", -4.9283, 104.6722),
    Tempat("talangbojong", "Makam Keluarga Talang Bojong", KELUARGA, SENDIRI, "18.03.02.2010"),
    Tempat("liwa", "TPU Pasar Liwa", TPU, PEMDA, "18.04.04.1001", -5.0341, 104.0789),
    Tempat("kenali", "Makam Pekon Kenali", TPU, DESA, "18.04.06.2001", -5.0466, 104.1990),
    Tempat("hanakau", "Makam Keluarga Hanakau", KELUARGA, SENDIRI, "18.04.11.2002"),
    Tempat("menggala", "TPU Menggala Kota", TPU, PEMDA, "18.05.02.1011", -4.4702, 105.2493),
    Tempat("moris", "Makam Kampung Moris Jaya", TPU, DESA, "18.05.08.2009", -4.3087, 105.3411),
    Tempat("banjaragung", "TPBU Wakaf Banjar Agung", TPBU, BADAN, "18.05.08.2001", -4.3012, 105.3308),
    Tempat("kotaagung", "TPU Kuripan Kota Agung", TPU, PEMDA, "18.06.01.1003", -5.4917, 104.6231),
    Tempat("gisting", "TPBU Santo Yusuf Gisting", TPBU, BADAN, "18.06.20.2006", -5.4380, 104.7222),
    Tempat("landbaw", "Makam Keluarga Landbaw", KELUARGA, SENDIRI, "18.06.20.2008"),
    Tempat("sukadana", "TPU Sukadana", TPU, PEMDA, "18.07.01.2001", -5.0531, 105.5439),
    Tempat("maringgai", "Makam Desa Muara Gading Mas", TPU, DESA, "18.07.02.2002", -5.3301, 105.8102),
    Tempat("pakuanaji", "Makam Keluarga Pakuan Aji", KELUARGA, SENDIRI, "18.07.01.2002"),
    Tempat("blambangan", "TPU Blambangan Umpu", TPU, PEMDA, "18.08.01.1005", -4.5089, 104.5260),
    Tempat("balisadhar", "Setra Bali Sadhar Tengah", TPK, BADAN, "18.08.03.2007", -4.7203, 104.5114),
    Tempat("tiuhbalak", "Makam Keluarga Tiuh Balak", KELUARGA, SENDIRI, "18.08.04.2014"),
    Tempat("gedongtataan", "TPU Gedong Tataan", TPU, PEMDA, "18.09.01.2006", -5.3795, 105.0812),
    Tempat("bagelen", "Makam Desa Bagelen", TPU, DESA, "18.09.01.2007", -5.3702, 105.0717),
    Tempat("hanura", "Makam Keluarga Hanura", KELUARGA, SENDIRI, "18.09.10.2004"),
    Tempat("pringsewu", "TPU Pringsewu Selatan", TPU, PEMDA, "18.10.01.1003", -5.3644, 104.9745),
    Tempat("gadingrejo", "TPBU Muhammadiyah Gading Rejo", TPBU, BADAN, "18.10.02.2008", -5.3689, 105.0411),
    Tempat("pagelaran", "Makam Pekon Pagelaran", TPU, DESA, "18.10.05.2006", -5.3760, 104.9120),
    Tempat("wiralaga", "TPU Wiralaga", TPU, PEMDA, "18.11.01.2001", -3.8903, 105.3872),
    Tempat("simpangpematang", "Makam Desa Simpang Pematang", TPU, DESA, "18.11.05.2001", -3.9012, 105.1990),
    Tempat("brabasan", "Makam Keluarga Brabasan", KELUARGA, SENDIRI, "18.11.07.2001"),
    Tempat("panaragan", "TPU Panaragan Jaya", TPU, PEMDA, "18.12.01.1007", -4.5211, 105.0714),
    Tempat("dayamurni", "TPBU Baitul Makmur Daya Murni", TPBU, BADAN, "18.12.02.1001", -4.6508, 105.0402),
    Tempat("margodadi", "Makam Keluarga Margo Dadi", KELUARGA, SENDIRI, "18.12.02.2009"),
    Tempat("krui", "TPU Pasar Krui", TPU, PEMDA, "18.13.01.1005", -5.1920, 103.9310),
    Tempat("biha", "Makam Pekon Biha", TPU, DESA, "18.13.02.2008", -5.2811, 103.9874),
    Tempat("padanghaluan", "Makam Keluarga Padang Haluan", KELUARGA, SENDIRI, "18.13.08.2004"),
    Tempat("kedaton", "TPU Kedaton", TPU, PEMDA, "18.71.01.1003", -5.3832, 105.2560),
    Tempat("beringinraya", "TPU Beringin Raya", TPU, PEMDA, "18.71.13.1010", -5.3868, 105.2120),
    Tempat("sukamaju", "Krematorium Bodhi Sukamaju", KREMATORIUM, BADAN, "18.71.19.1005", -5.4880, 105.2510),
    Tempat("imopuro", "TPU Imopuro", TPU, PEMDA, "18.72.01.1003", -5.1139, 105.3080),
    Tempat("ganjaragung", "TPBU Wakaf Ganjar Agung", TPBU, BADAN, "18.72.03.1002", -5.1210, 105.2862),
    Tempat("rejomulyo", "Makam Keluarga Rejomulyo", KELUARGA, SENDIRI, "18.72.05.1001"),
)
KAB = tuple(dict.fromkeys(tempat.kab_kode for tempat in TEMPAT))


def slug(nama: str) -> str:
    """'Kabupaten Lampung Selatan' → 'lampungselatan', as it stands in user names."""
    short = nama.removeprefix("Kabupaten ").removeprefix("Kota ")
    return "".join(char for char in short.lower() if char.isalnum())
