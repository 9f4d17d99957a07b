"""Names of the peoples of Lampung, from which invented persons are put together."""

from dataclasses import dataclass

LAKI, PEREMPUAN = "L", "P"


@dataclass(frozen=True)
class Suku:
    """One people: given names, second names, and how a name is built of them."""

    nama: str
    bagian: int
    agama: tuple[str, ...]
    laki: tuple[str, ...]
    perempuan: tuple[str, ...]
    keluarga: tuple[str, ...]
    keluarga_perempuan: tuple[str, ...] = ()
    depan_laki: tuple[str, ...] = ()
    depan_perempuan: tuple[str, ...] = ()
    marga: bool = False

    def given(self, kelamin: str) -> tuple[str, ...]:
        """The given names of a sex."""
        return self.laki if kelamin == LAKI else self.perempuan

    def second(self, kelamin: str) -> tuple[str, ...]:
        """The second names of a sex; a family's name serves both."""
        return self.keluarga if kelamin == LAKI or not self.keluarga_perempuan else self.keluarga_perempuan

    def before(self, kelamin: str) -> tuple[str, ...]:
        """What may stand before the given name: Kemas, I Wayan, Daeng."""
        return self.depan_laki if kelamin == LAKI else self.depan_perempuan


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in (text.split("|") if "|" in text else text.split()))


ISLAM = ("Islam",)

SUKU: tuple[Suku, ...] = (
    Suku(
        "Jawa",
        52,
        (*ISLAM * 14, "Katolik", "Kristen"),
        _words(
            "Slamet Sugeng Paijan Paimin Tukiman Wagiman Sutrisno Mujiono Ngatiman Poniran Suparman Sarwono Wahyu "
            "Tugiman Sumardi Kasman Supriyadi Mulyadi Sukirman Hariyanto Sunaryo Suroto Samsudin Teguh Bambang Rohmat "
            "Ngadiman Saryono Sukadi Waluyo Legiman Parno Triyono Kasiran Mariman Eko Dwi Tri Catur Agung Bagus Dimas"
        ),
        _words(
            "Sutinah Paijem Tukinem Wagiyem Sri Suminah Ngatini Ponirah Suparmi Sarinem Wahyuni Sulastri Mujiati "
            "Sumiati Kasiyem Supriyati Mulyati Sukinah Hartini Sunarti Suryati Samiyem Endang Rohmah Jumirah Saryati "
            "Lasmini Waginah Parinah Triyani Rubiyah Mariyem Eka Dwi Tri Retno Yuni Wiwik Nanik Tuminah Siti Ratna"
        ),
        _words(
            "Widiarto Santoso Nugroho Prasetyo Wibisono Handoko Setiawan Raharjo Utomo Purnomo Susanto Suwito Hadi "
            "Saputra Wiyono Siswanto Sudarmo Prayitno Harjono Kuncoro Pamungkas Riyadi Suryanto Atmojo Wicaksana"
        ),
        _words(
            "Lestari Rahayu Wulandari Astuti Handayani Setyowati Puspita Utami Purwanti Susanti Ningsih Hidayati "
            "Kusumastuti Wijayanti Winarni Widiastuti Sudarmi Rahmawati Harjanti Maryani Yuliati Pratiwi Suharti"
        ),
    ),
    Suku(
        "Lampung",
        17,
        ISLAM,
        _words(
            "Hasanuddin Zainuddin Marzuki Ridwan Bustami Syahrial Tamrin Ansori Fauzi Mat_Ali Akmal Darwis Helmi "
            "Rozali Syaifullah Nurdin Herman Idham Abdulrahman Iskandar Alamsyah Rusdi Yuhanis Bahrudin Azwar"
        ),
        _words(
            "Rohana Maimunah Zuraida Masnun Nurbaiti Yuhana Siti_Aisah Mursiah Halimah Zubaidah Rosdiana Hamidah "
            "Sapinah Nilawati Herlina Farida Mastura Baiduri Rumsiah Sakdiah Mardiana Nurlela Fatonah Asnah Zainab"
        ),
        _words(
            "Ratu_Pengadilan|Sutan_Mangku|Raja_Sepulau|Ratu_Mergo|Sutan_Penutup|Raden_Sakti|Minak_Sejati|Ratu_Bandar|"
            "Sutan_Kiyai|Batin_Mega|Dalom_Surya|Kimas_Permata|Sutan_Turunan|Ratu_Gusti|Raja_Niti|Batin_Paksi"
        ),
        _words("Laila Purnama Intan Suri Permai Batin Junjungan Mutiara Kencana Sebiay Mega Yanti Dewi Wati Murni"),
    ),
    Suku(
        "Sunda",
        10,
        ISLAM,
        _words(
            "Asep Dadang Ujang Encep Cecep Maman Aceng Endang Jajang Tatang Oman Nana Didin Yayat Entis Engkos Rahmat "
            "Uus Dedi Opik Karna Juhana"
        ),
        _words(
            "Euis Neneng Imas Entin Cucu Iis Nining Enok Tati Yoyoh Popon Oneng Elis Lilis Rohaeti Eneng Icih Mimin "
            "Kokom Aan Nyai Titin"
        ),
        _words(
            "Sutisna Suherman Kosasih Sopandi Supriatna Permana Koswara Rukmana Sumarna Hendarsyah Suryana Komarudin"
        ),
        _words("Rohayati Sukaesih Kurniasih Komariah Mulyani Suryani Nurhasanah Rukmini Sumartini Hasanah Jubaedah"),
    ),
    Suku(
        "Semendo, Ogan, Palembang",
        9,
        ISLAM,
        _words(
            "Burhanuddin Alpian Mahmud Cik_Nang Sopyan Anwar Romli Zulkipli Hamdani Aguscik Musa Ishak Komar"
            " Umar Taufik"
        ),
        _words(
            "Cik_Ayu Rosida Nurhayana Masayati Yusnani Cik_Mah Rukiah Fatimah Aminah Holijah Eliana Rohimah Murtini"
        ),
        _words("Effendi Syarkowi Usman Rasyid Basri Matjik Umari Kohar Bakri Dencik Saleh Hamid Toyib Mukri Bastari"),
        _words("Binaria Mardiah Yusuf Usman Suhaimi Saleha Basri Kartini Umayah Rusmini Hamidah Daud"),
        ("", "", "", "Kemas", "Kiagus", "Mgs."),
        ("", "", "", "Nyimas", "Nyayu", "Msy."),
    ),
    Suku(
        "Bali",
        4,
        ("Hindu",),
        _words(
            "Suardika Sukerta Wiryana Mertayasa Sudiarsa Astika Arnawa Sudarma Rentana Suweca Pasek Wijana Karsa Sugita"
        ),
        _words(
            "Sukerti Wiryani Suartini Rasmini Sudiani Astiti Arini Suwitri Rentiasih Sukarni Murniasih Wartini Resmi"
        ),
        _words("Yasa Darmawan Putra Arsana Widnyana Parwata Adnyana Antara Mahardika"),
        _words("Dewi Asih Yanti Sari Lestari Ayu Padmi Wati"),
        _words("I_Wayan|I_Made|I_Nyoman|I_Ketut|I_Putu|I_Kadek|I_Komang|I_Gede"),
        _words("Ni_Wayan|Ni_Made|Ni_Nyoman|Ni_Ketut|Ni_Putu|Ni_Kadek|Ni_Komang|Ni_Luh"),
    ),
    Suku(
        "Minangkabau",
        2,
        ISLAM,
        _words("Syafril Masrizal Yulizar Afrizal Zulkarnain Amril Bustanul Jasman Nasrul Erizal Munir Syamsuar"),
        _words("Yusmaniar Rosmanidar Asnimar Nurjanah Ermawati Yarnis Syamsinar Desmiati Nurhelmi Zahara Gusniar"),
        _words("Piliang Chaniago Koto Sikumbang Tanjung Guci Jambak Malayu"),
        marga=True,
    ),
    Suku(
        "Bugis",
        2,
        ISLAM,
        _words("Baharuddin Ambo_Tuwo Baso Lamakka Sudirman Muhtar Abidin Massiara Tahir Syamsul Rustam Makmur"),
        _words("Besse Indo_Tang Hasnah Rabiah Bunga_Ati Suriani Hadijah Marhuma Nurasia Sitti_Rabasia Tenri"),
        _words("Mappasessu Pallawa Patunru Tunreng Massalinri Parenrengi Mallarangeng Pasolong"),
        _words("Mappasessu Pallawa Patunru Tunreng Massalinri Parenrengi Pasolong"),
        ("", "", "", "Andi", "Daeng"),
        ("", "", "", "Andi", "Daeng"),
    ),
    Suku(
        "Batak",
        2,
        ("Kristen", "Kristen", "Kristen", "Katolik"),
        _words(
            "Binsar Parlindungan Tigor Hotman Saut Jonner Maruli Poltak Sahat Mangasi Togar Pardamean Rudolf Manaek"
        ),
        _words("Tiur Rosmawati Lamria Nurmala Hotmaida Romauli Masta Delima Tiomina Rosinta Marice Duma Lasma Rotua"),
        _words("Sitorus Manurung Simanjuntak Nainggolan Sinaga Hutapea Situmorang Sihombing Purba Pardede Siahaan"),
        marga=True,
    ),
    Suku(
        "Tionghoa-Indonesia",
        2,
        ("Buddha", "Buddha", "Kristen", "Katolik", "Khonghucu"),
        _words(
            "Hendra Sanjaya Budiman Herlambang Suryadi Ferdinan Johan Antonius Liong Kurnia Yohanes Darmadi Rudianto"
        ),
        _words(
            "Meiliana Lina Susiana Yuliana Lanny Fenny Kwee Meilan Henny Vivian Silvia Liliana Angelina Mariana Lie"
        ),
        _words("Tanuwijaya Halimun Setiadharma Wiraatmaja Lesmana Suryawinata Gunadi Salimun Lim Tan Oey Tjandra"),
        marga=True,
    ),
)
SUKU_LIST = {suku.nama: suku for suku in SUKU}

# Where a people lives more thickly than elsewhere in the province.
LEBIH: dict[str, dict[str, int]] = {
    "18.02": {"Bali": 4},
    "18.03": {"Lampung": 3, "Semendo, Ogan, Palembang": 2},
    "18.04": {"Lampung": 3, "Semendo, Ogan, Palembang": 4},
    "18.05": {"Lampung": 2, "Bugis": 3, "Bali": 2},
    "18.07": {"Bali": 2, "Bugis": 2},
    "18.08": {"Semendo, Ogan, Palembang": 3, "Lampung": 2, "Bali": 2},
    "18.13": {"Lampung": 6},
    "18.71": {"Tionghoa-Indonesia": 4, "Minangkabau": 3, "Batak": 2, "Sunda": 2},
}
