"""What a browser would post on each page of a report."""

import re
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient

from pemakaman.db import transaction
from pemakaman.laporan.models import Laporan
from tests.pabrik_laporan import hari_ini, make_nik, make_png


def tanggal(nama: str, hari: date) -> dict[str, str]:
    """The three boxes of a date."""
    return {f"{nama}-hari": str(hari.day), f"{nama}-bulan": str(hari.month), f"{nama}-tahun": str(hari.year)}


def kiriman() -> dict[str, dict[str, Any]]:
    """A complete report, page by page."""
    wafat = hari_ini() - timedelta(days=2)
    return {
        "almarhum": {
            "nama": "Hi. Raden Imba II",
            "nik": make_nik(),
            "jenis_kelamin": "L",
            **tanggal("lahir", date(1960, 3, 15)),
            "tempat_lahir": "Kotabumi",
            "agama": "Islam",
            "kewarganegaraan": "WNI",
            "alamat": "Jalan Melati 5",
            "rt": "3",
            "rw": "1",
            "alamat_prov": "18",
            "alamat_kab": "18.71",
            "alamat_kec": "18.71.01",
            "desa_untuk": "18.71.01",
            "alamat_desa_kode": "18.71.01.1003",
        },
        "kematian": {
            "kasus": "rumah",
            **tanggal("meninggal_tanggal", wafat),
            "meninggal_pukul": "04.30",
            "meninggal_tempat_jenis": "rumah",
            "meninggal_tempat": "Rumah, Jalan Melati 5",
            "sebab": "1",
            "menerangkan": "2",
        },
        "pemakaman": {**tanggal("dimakamkan_tanggal", wafat), "dimakamkan_pukul": "10.00", "blok": "A"},
        "pelapor": {
            "pelapor_nama": "Siti Aminah",
            "pelapor_hubungan": "Istri",
            "pelapor_nik": make_nik("550265"),
            "pelapor_telepon": "0812-3456-7890",
            "pelapor_alamat": "Jalan Melati 5",
            "pelapor_kewarganegaraan": "WNI",
        },
        "saksi": {
            "saksi1_nama": "Budi Hartono",
            "saksi1_nik": make_nik("010170"),
            "saksi1_kewarganegaraan": "WNI",
            "saksi2_nama": "Made Wirawan",
            "saksi2_nik": make_nik("020271"),
            "saksi2_kewarganegaraan": "WNI",
        },
        "orang_tua": {"ayah_nama": "Zainuddin", "ibu_nama": "Rohani", "ibu_lahir-tahun": "1938"},
    }


def versi(laporan_id: UUID) -> int:
    """The version that a page shown now would carry."""
    return laporan(laporan_id).versi


def laporan(laporan_id: UUID) -> Laporan:
    """The report as it stands."""
    with transaction() as session:
        return session.get_one(Laporan, laporan_id)


def simpan(client: FlaskClient, laporan_id: UUID, bagian: str, **isian: Any) -> Any:
    """Post one page group as it would be shown now."""
    data = {"versi": versi(laporan_id), "aksi": "lanjut", **isian}
    return client.post(f"/laporan/{laporan_id}/isi/{bagian}", data=data)


def unggah(client: FlaskClient, laporan_id: UUID, jenis: str, *berkas: tuple[bytes, str]) -> Any:
    """Post files of one kind; a small picture when none is named."""
    files = [(BytesIO(content), nama) for content, nama in berkas or ((make_png(), f"{jenis}.png"),)]
    return client.post(f"/laporan/{laporan_id}/isi/bukti", data={"jenis": jenis, "berkas": files})


def teks(response: Any) -> str:
    """What a person reads: the page without its marks."""
    bare = re.sub(r"<(script|style)\b.*?</\1>", " ", response.get_data(as_text=True), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", bare).split())
