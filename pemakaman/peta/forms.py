"""Forms of `peta`."""

from pemakaman.peta.rules.geojson import MOST_BYTES
from pemakaman.widgets import BaseForm, BerkasField, Panjang, RadioField, TeksField, WajibDiisi


class UnggahForm(BaseForm):
    """A file of boundaries, with where it comes from."""

    tingkat = RadioField(
        "Isi berkas",
        [WajibDiisi("Pilih isi berkasnya.")],
        choices=[("2", "Batas kabupaten/kota"), ("3", "Batas kecamatan")],
    )
    berkas = BerkasField(
        "Berkas GeoJSON",
        [WajibDiisi("Pilih berkasnya dulu.")],
        petunjuk="Paling besar 30 MB, koordinat derajat (EPSG:4326). Tiap bidang punya kolom “kode”: kode Kemendagri.",
        terima=".geojson,.json,application/geo+json",
        batas_mb=MOST_BYTES // 1024**2,
        paling=1,
    )
    sumber = TeksField(
        "Sumber",
        [WajibDiisi("Tulis siapa yang menerbitkan batas ini."), Panjang(3, 200)],
        petunjuk="Misalnya Badan Informasi Geospasial, RBI 2023. Tertulis di bawah setiap peta.",
    )
    lisensi = TeksField("Lisensi", [Panjang(maksimal=200)], petunjuk="Syarat pemakaiannya bila ada. Boleh dikosongkan.")
