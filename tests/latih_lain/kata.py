"""Words that names are made of, the commonest first; a name of a pool is drawn with a long tail."""


def _pool(words: str) -> tuple[str, ...]:
    """The words of a line; `_` stands for a space inside one name."""
    return tuple(word.replace("_", " ") for word in words.split())


JAWA_DEPAN = _pool(
    "Su Sar Wa Nga Tu Pon Kas Sam Dar Mar Har Kar Sum Sur Sut Suk Sup Suw Sud Sug Suj Sun Sis Tri Muj Muk Par "
    "Pai Pa Wag Sla Tug Tum Ros Rus Mis Mul Jum Jas Jak Jar Gim Gin Bon Bes Das Dul Kem Kun Lam Mad Nya Rat Rah "
    "Sak San Sed Sen Sik Sup Sut Tar Tas Tek Tok Was War Win Wir Wit Yas"
)
JAWA_AKHIR_L = _pool(
    "man min no di to jo yo adi ardi arto ono iyo amto wardi warno wanto yanto yono yoto kiman kidi kirno gino "
    "gito giman iran idi imin iman ijo ito kun lan mo nardi narto naryo ndar nto patno rdjo ris rman rno rto "
    "san sno tno tro wito wadi wandi wiro diyo"
)
JAWA_AKHIR_P = _pool(
    "em inem iyem inah iyah ti mi ni sih yati tini mini nah miati nem arsih arni arti asih atmi atun ijah ikem "
    "ilah inten irah iyati kinah kini lasmi lastri minah miyati narsih ningsih rah rahayu risah rmi rsini siyem "
    "tijah tinah tumi umi warni warti wati yem yah"
)
JAWA_L = _pool(
    "Slamet Sutrisno Suparman Sukirman Paijo Mulyono Sugeng Sugiyono Suwarno Wagiman Suyanto Sumarno Supriyanto "
    "Riyanto Tukiman Ngadiman Ponimin Kasiman Karsono Sarimin Jumadi Sunarto Supardi Sukardi Kartowiyono "
    "Karyadi Mujiono Misdi Purwanto Hariyanto Hartono Sartono Darmo Karto Kromo Wiryo Sastro Mitro Marto Atmo "
    "Joyo Pawiro Harjo Prawiro Kartorejo Karsodimejo Wiryosentono Martodiharjo Sastrowiharjo Harjosuwito "
    "Joyosumarto Darmosuwito Pawirorejo Mangunkarso Kartosuwiryo Towikromo Amatsahid Sanmurdi Wongsodikromo "
    "Tirtowijoyo Atmowiyono Resodimulyo Sukarjo"
)
JAWA_P = _pool(
    "Sumiyati Sutinah Ngatinem Suminah Painem Poniyem Tukinem Wagiyem Suparmi Sulastri Sri Suwarni Sumarni "
    "Sukini Mujiati Katinem Rubiyem Kasinem Saminah Musiyem Sainem Suharti Sunarti Supartini Sutarmi Murtini "
    "Jumiati Siyam Tumirah Rumini Lasinem Parinem Kartini Mursinah Wasinem Boinem Legiyem Pahinem Ngadinem "
    "Misinem Sarinem Jaminem Giyem Warsinem"
)
JAWA_DUA_P = _pool("Sri Siti Tri Dwi Endang Nur Eni Tutik Wiwik Yuli Rini Umi Ninik Lilik Retno Titik Sulis Ari")
JAWA_DUA_P2 = _pool(
    "Wahyuni Lestari Rahayu Handayani Wulandari Astuti Utami Hartati Mulyani Purwanti Susanti Sumarsih Winarsih "
    "Kusumawati Maryati Suryani Haryati Puji Ningsih Sundari Indrawati Setyowati Murwani Widayati Hastuti "
    "Sulistyowati Pangestuti"
)
JAWA_DUA_L = _pool("Agus Eko Budi Tri Joko Bambang Dwi Heri Edi Didik Hadi Bagus Imam Catur Teguh Arif Wahyu Untung")
JAWA_DUA_L2 = _pool(
    "Santoso Purnomo Susanto Setiawan Wibowo Prasetyo Widodo Riyadi Sutrisno Susilo Nugroho Waluyo Raharjo "
    "Wijayanto Cahyono Kurniawan Haryanto Saputro Utomo Wahyudi Prayitno Siswanto Supriyadi Pramono Hermawan "
    "Sudarsono Yuwono Winarno"
)
MODERN_L = _pool(
    "Andi Rizky Dimas Aditya Bayu Fajar Rian Yoga Rendi Ilham Dani Aldi Reza Galih Febri Angga Wahyu Ferdi Deni "
    "Bagas Arya Yusuf Ridho Kevin Rangga Fauzan Iqbal Gilang Riki Dicky Zaki Alvin Hendra Novan Tegar Naufal "
    "Farhan Raihan Vino"
)
MODERN_L2 = _pool(
    "Saputra Pratama Kurniawan Setiawan Ramadhan Prasetya Nugraha Hidayat Maulana Wijaya Firmansyah Permana "
    "Gunawan Irawan Wicaksono Alfarizi Syahputra Efendi Mahendra Kusuma Ardiansyah Susanto Akbar Fadillah Adi "
    "Putra Darmawan Oktavian"
)
MODERN_P = _pool(
    "Dewi Siti Putri Rina Ayu Fitri Nurul Dian Eka Indah Novita Ratna Lia Yuni Reni Anisa Desi Mega Wulan Tika "
    "Intan Nabila Rika Sinta Yulia Vina Elsa Febriana Dina Kartika Melisa Nadia Salsa Widya Okta Bella Zahra "
    "Citra Aulia Yesi"
)
MODERN_P2 = _pool(
    "Lestari Sari Wulandari Rahmawati Anggraini Permatasari Safitri Oktaviani Handayani Puspita Fitriani "
    "Maharani Agustina Novitasari Astuti Utami Aprilia Yulianti Ningrum Pratiwi Kurniasih Apriyani Febrianti "
    "Juniarti Damayanti Khasanah"
)
ARAB_L = _pool(
    "Ahmad Abdullah Muhammad Ibrahim Ismail Hasan Umar Yusuf Ali Usman Jamaludin Syarifuddin Zainal Hasanudin "
    "Mahmud Saleh Rohman Sulaiman Mustofa Baharudin Zulkifli Burhanudin Khoirul Fathurrohman Syamsudin Nasrudin "
    "Kamaludin Sirojudin Mukhtar Solihin Bukhori Mansur Daud Idris Ilyas Yakub Zakaria Sholeh Anwar Ridwan "
    "Tarmizi Jauhari Qomarudin Thohir Dzulfikar Syafei Husin Alwi Hamzah Yahya Zubaidi Fauzi Marzuki "
    "Abdul_Rahman Abdul_Kodir Abdul_Aziz Abdul_Ghofur Abdul_Majid Abdul_Wahab Abdul_Mu'in Saifullah Ma'ruf "
    "Mas'ud Sya'ban Jum'at Sa'dullah Nu'man Fahrurozi Muhyidin Nawawi"
)
ARAB_P = _pool(
    "Siti_Aminah Siti_Fatimah Siti_Khotijah Siti_Aisyah Siti_Maryam Siti_Rohmah Siti_Zubaidah Nurhayati "
    "Nurjanah Maimunah Halimah Rohani Aminah Fatimah Zainab Hasanah Rohimah Mariyam Khodijah Rukoyah Sofiyah "
    "Asiyah Jamilah Salamah Zubaidah Saodah Maisaroh Romlah Musyarofah Nur'aini Rodiyah Zaenab Hamidah Suhaibah "
    "Juwairiyah Ummi_Kulsum Nafisah Robiatul Marfu'ah Mas'amah Sa'diyah Nuraini Yuliana Yusnida Yulia Rosmiati "
    "Rosnida Nurbaiti Habibah Latifah Syarifah Umi_Hani"
)
ARAB_L2 = _pool(
    "Effendi Hidayat Arifin Hakim Rosyid Mustakim Muttaqin Fuadi Rifai Nasution Basri Amin Hamid Rahim Karim "
    "Latif Salam Halim Jalil Fatah Syukur Mubarok Huda Anam Ulum Fikri Rozi Umam Khoiri Hasyim Asyari Murod "
    "Sobri Fahmi Irfan Amri"
)
LAMPUNG_L = _pool(
    "Zainal Alimudin Rusli Herman Yuzar Hasbullah Ridwan Rozali Mursalin Matsani Tabrani Sahlan Ibnu Aliuddin "
    "Bahtiar Ansori Sanusi Hazairin Rifa'i Syahrial Umar_Hasan Kodri Marhasan Muhtar Ratu_Alam Raden_Muslim "
    "Cik_Mat Abu_Bakar Nazir Yahuda"
)
LAMPUNG_P = _pool(
    "Masnun Rosdiana Nurhayati Yurnida Masayu Nilawati Halima Zuraida Rusmala Sairoh Maslena Ayuni Rohaya "
    "Hernawati Cik_Ayu Siti_Jenab Masitoh Sa'uda Nurmala Asnawati Rahmiyati Zaleha Marhamah Herlina Yusmaini "
    "Samsiar Nuraini Rumiyati"
)
LAMPUNG_GELAR = _pool(
    "Suttan_Rajo_Mudo Pengiran_Ratu Rajo_Pemuko Suttan_Pesirah Dalom_Kesuma Raja_Tihang Minak_Rajo "
    "Khadin_Penyimbang Batin_Sempurna Suttan_Junjungan Radin_Jaya Suttan_Ratu_Marga Rajo_Sang_Hyang Mas_Menak"
)
SUNDA_L = _pool(
    "Asep Dadang Ujang Entis Engkos Cecep Maman Endang Oding Encep Dedi Jajang Aceng Uus Ohim Enjang Iwan Agus "
    "Yayat Tatang Adang Dudung Kosasih Sobandi Suhendar Rohendi Aan Atang Ayi Emed Omo Sarkim Nana"
)
SUNDA_L2 = _pool(
    "Sutisna Suryana Hidayat Suherman Sukmana Permana Saepudin Ruhiat Gunawan Sopandi Sudrajat Mulyana Kusnadi Rukmana"
)
SUNDA_P = _pool(
    "Euis Imas Iis Neneng Cucu Ai Tati Enok Nyai Mimin Eti Yoyoh Entin Iyet Icih Onah Eroh Kokom Mumun Rukmini "
    "Iroh Aas Enung Rohaeti Dedeh Tarsih Warsih Oom"
)
SUNDA_P2 = _pool(
    "Nurhayati Rohayati Komariah Sumiati Kurniasih Suryati Maryani Hasanah Rohimah Mulyati Karwati Jubaedah Lasmanah"
)
MELAYU_L = _pool(
    "Zulkarnain Amrullah Rusdi Sarnubi Matcik Burhan Ibrahim Ismail Arpan Yunus Kemas_Ahmad Nawawi Rozak Sahri "
    "Rustam Cik_Din Mat_Nur Mahyudin Komar Ujang_Kosim Wancik Amancik Sulaiman Bahrun Hamdan Rahman Abu_Hasan "
    "Tamrin Masagus_Anwar"
)
MELAYU_P = _pool(
    "Nurlela Rosmala Cik_Nona Masnah Yusnani Hamidah Nyimas_Aisyah Zaleha Rogaya Ratna_Juwita Maryam Asmara "
    "Nurasiah Cik_Ning Ruslaini Yulianti Sarinah Rohana Hasnah Fatmawati Mastura Zubaidah"
)
MINANG_L = _pool(
    "Syafril Yulizar Amril Zulfahmi Nasrul Syahrul Bustami Afrizal Erizal Jasman Zainir Yusrizal Mawardi Rusdi "
    "Khaidir Afdal Syamsuir Bakhtiar Darwis Nofrizal Anas Marlis Syofyan"
)
MINANG_P = _pool(
    "Yusmaniar Gusniar Rosmanidar Erlinda Yulinar Syafniar Nurbaya Asnimar Desmawati Fatmawati Nurhaida "
    "Ermawati Zurniati Elfina Murniati Jusna Darnis Rosma Syamsinar Dahniar"
)
BATAK_L = _pool(
    "Parlindungan Tumpal Sahat Robert Maruli Jhonny Binsar Saut Hotman Poltak Marihot Sabar Ramses Togar Lamhot "
    "Manahan Pardamean Rudolf Edison Monang Jonggi Sihar"
)
BATAK_P = _pool(
    "Tiurma Rosmaida Lamria Hotmaida Nurmala Duma Tiarma Rotua Sondang Roslina Melva Resmi Dameria Marsaulina "
    "Ida_Ria Basaria Lasma Herta Tiominar Friska"
)
MARGA = _pool(
    "Simanjuntak Siregar Sihombing Nainggolan Situmorang Lubis Nasution Manurung Hutapea Sinaga Panjaitan "
    "Hutagalung Tambunan Simbolon Harahap Silalahi Purba Ginting Sitorus Pasaribu Gultom Tampubolon"
)
BALI_URUT = (("Wayan", "Putu", "Gede"), ("Made", "Kadek", "Nengah"), ("Nyoman", "Komang"), ("Ketut",))
BALI_L = _pool(
    "Sudarma Suparta Widana Artawan Suastika Merta Sukarya Rai Sujana Darma Astawa Budiasa Suwitra Arjana "
    "Mudita Oka Sugiarta Wirawan Sudiana Kerti Suarta Wija Parwata Dana_Putra Adi_Saputra Agus_Wirawan "
    "Suka_Arta Mertha_Yasa Jaya_Wiguna"
)
BALI_P = _pool(
    "Suartini Sukerti Suciati Ariani Sulastri Wati Murniasih Sudiani Puspawati Kerti Rasmini Suryani Astiti "
    "Sri_Wahyuni Mertini Ratih_Purnami Ayu_Lestari Rai_Sukmawati Darmiati Warsiki Nuriati Sri_Astuti_Dewi"
)
BUGIS_L = _pool(
    "Andi_Baso Ambo_Tang Baso La_Tennang Muhammad_Arsyad Beddu Lukman Daeng_Patompo Sanusi H._Ambo_Dalle "
    "Tajuddin Makkasau Semmang La_Upe Abd._Rasyid Mappa"
)
BUGIS_P = _pool(
    "Andi_Tenri Besse Hj._Indo_Tuo I_Mariani Sitti_Hawa Nurhaedah St._Rahmah Indo_Esse Dg._Ngai Hamsinah "
    "I_Cenning Ramlah Sitti_Aisyah Becce"
)
MADURA_L = _pool(
    "Moh._Hosen Mat_Sirat Abd._Rohim Sunaryo Matrawi Durahman Sa'i Marsuki Matnasir Buhari Satuki Mohammad_Toha "
    "Ach._Zaini Sahrawi Su'ud Misnadi"
)
MADURA_P = _pool(
    "Hosniyah Sumiyah Maryatun Misnati Sa'adah Suhriyah Marwati Rukayyah Juhairiyah Satima Mudhe'ah Bu'ani "
    "Jumatra Hamiyah Muthmainnah"
)
TIONGHOA_MARGA = _pool("Tan Lim Oei Liem Lie Tjan Kwee Tjia Ong Go Lauw Thio")
TIONGHOA_DUA = _pool(
    "Bun_Hong Kim_Lan Swie_Lian Tjin_Hok A_Hong Giok_Lan Eng_Hoat Siu_Ling Hok_Seng Mei_Hwa Kian_Gie Sioe_Nio "
    "Beng_Tat Lian_Nio"
)
TIONGHOA_BARU = _pool(
    "Hendra_Gunawan Lily_Suryani Budi_Halim Susanti_Wijaya Rudy_Salim Juliana_Tanujaya Hartono_Lim Vivi_Chandra "
    "Andreas_Kosasih Meliana"
)
BETAWI_L = _pool(
    "Mi'ing Sa'aman Muhamad_Zen Rojali Sanusi Na'im Mat_Ali Sabeni Ma'mun Entong Jayadi Saikhu Mursyid Naman "
    "Ja'far Rohili"
)
BETAWI_P = _pool(
    "Mpok_Leha Saonah Marni'ah Ro'anah Sa'amah Rohaya Munaroh Aisah Na'imah Maemunah Zaetun Komariyah Rodiah Mas'anah"
)
BANJAR_L = _pool(
    "Gusti_Rusli Anang_Hardi Utuh_Syahran Ahmad_Gazali H._Johansyah M._Noor_Ifansyah Masran Syarkawi Rusmadi "
    "Aluh_Ahmad Hamberan Arbain"
)
BANJAR_P = _pool(
    "Galuh_Rahmah Aluh_Masitah Norhasanah Rusnah Siti_Jahrah Noor_Aida Mariatul_Kiftiah Hj._Arbayah Mastinah Jumantan"
)
ACEH_L = _pool(
    "Teuku_Zulfikar Tgk._M._Yusuf Cut_Ali Said_Mukhtar M._Nurdin Muhammad_Daud_Beureueh Razali Teuku_Syahrul "
    "Ibnu_Sa'dan Saiful_Bahri Zulfadhli T._Johan"
)
ACEH_P = _pool(
    "Cut_Nyak_Meutia Cut_Mutia Syarifah_Nur Nurmala_Hayati Ti_Aminah Rosmiati Cut_Rahmi Pocut_Nurhayati "
    "Halimatussakdiyah Nurasyiah"
)
NTT_L = _pool(
    "Yohanes Petrus Yosef Markus Stefanus Fransiskus Dominggus Kornelis Melkianus Agustinus Gabriel Hendrikus "
    "Wilhelmus Blasius Lambertus"
)
NTT_P = _pool(
    "Maria Yustina Theresia Margaretha Yuliana Katarina Martha Agnes Bernadetha Yosefina Fransiska Dorkas "
    "Elisabeth Ludgardis"
)
NTT_MARGA = _pool(
    "Kebo_Bria Nahak Seran Bere_Mau Taek Da_Costa Manek Klau Lay Benu Tefa Nenobais Sabon_Lamak Wele_Keban Ndun "
    "Djara_Pe Ngongo_Bili"
)
PAPUA_L = _pool("Yulianus Yance Elias Isak Obaja Marthen Demianus Lukas Paulus Yafet Soleman Aser Nataniel Zeth Otniel")
PAPUA_P = _pool("Yakomina Orpa Dorkas Naomi Fransina Yosina Selfina Adolfina Mince Welmince Ruth Marice Salomina")
PAPUA_MARGA = _pool(
    "Wenda Kogoya Tabuni Rumbiak Mandacan Wonda Yoman Rumaropen Kambu Sawaki Telenggen Wamafma Mambrasar Kayame "
    "Awom Ap'nir Isir"
)
DAYAK_L = _pool(
    "Ngau_Lawing Y._Tukan Unyat Ujai Anyeq Agustinus_Lejau Petrus_Dj. Bambang_Uda Lukas_Ajang Tingang "
    "Sius_Jalung Yanto_Ngo'"
)
DAYAK_P = _pool(
    "Bulan_Ubung Hirau Yuliana_Pe Tipung Unyang Rosalina_Lahai Ping_Ding Song_Awing Hangin Lawai Ibo'_Ngau Maria_Ulok"
)
LAHIR_LAIN = _pool(
    "Kebumen Banyumas Wonogiri Kediri Blitar Magelang Klaten Bantul Gunung_Kidul Purworejo Ponorogo Madiun "
    "Tulungagung Jember Sragen Pacitan Trenggalek Kulon_Progo Cilacap Boyolali Nganjuk Semarang Yogyakarta "
    "Jakarta Bandung Ciamis Garut"
)
PERANTAU_LAHIR = {
    "bali": _pool("Klungkung Karangasem Tabanan Nusa_Penida Buleleng"),
    "minang": _pool("Padang Bukittinggi Pariaman Solok"),
    "batak": _pool("Tapanuli_Utara Balige Pematang_Siantar Medan"),
    "melayu": _pool("Palembang Kayuagung OKU Baturaja Lahat"),
    "sunda": _pool("Ciamis Garut Tasikmalaya Serang Pandeglang"),
    "papua": _pool("Wamena Biak Jayapura"),
    "ntt": _pool("Atambua Larantuka Maumere Kupang"),
    "aceh": _pool("Pidie Lhokseumawe Banda_Aceh"),
    "madura": _pool("Sumenep Pamekasan Bangkalan"),
    "betawi": _pool("Jakarta Bekasi Tangerang"),
    "banjar": _pool("Banjarmasin Martapura Amuntai"),
    "dayak": _pool("Long_Bagun Melak Sintang"),
    "bugis": _pool("Bone Sinjai Wajo"),
    "tionghoa": _pool("Pangkal_Pinang Teluk_Betung Belinyu"),
}
