"""Electronic signatures: ways, and the states of an attempt."""

CARA = ("pkcs12", "bsre")
CARA_LABEL = {"pkcs12": "Sertifikat di server ini", "bsre": "BSrE (Balai Sertifikasi Elektronik)"}
STATUS_TANDA = ("dikirim", "selesai", "gagal", "ditinggalkan")
