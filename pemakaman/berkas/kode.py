"""What a document carries to be checked by: its square code and its data. Every paper gets them here."""

from pemakaman import kunci_periksa
from pemakaman.berkas.isi import local_day
from pemakaman.berkas.models import Dokumen
from pemakaman.berkas.rules import TANDA_ELEKTRONIK
from pemakaman.dokumen.data import data_of
from pemakaman.dokumen.isian import IsianPermohonan
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.keterangan import Keterangan
from pemakaman.dokumen.pernyataan import Fakta, code_text, letters_of
from pemakaman.nilai.kode_periksa import show_kode


def facts_of(dokumen: Dokumen) -> Fakta:
    """The facts that are signed. They follow from columns that never change once the document is ordered."""
    return Fakta(
        kode=dokumen.kode_periksa,
        jenis=Jenis(dokumen.jenis),
        nomor=dokumen.nomor,
        tanggal=local_day(dokumen.kab_kode, dokumen.dibuat_pada),
        kab_kode=dokumen.kab_kode,
        huruf=letters_of(dokumen.inisial),
    )


def describe(dokumen: Dokumen, isian: IsianPermohonan | None = None) -> Keterangan:
    """Title, moment, square code and attached data; the same document gives the same under the same key.

    What an office issues goes to others than the application does, so it does not carry the whole of it unseen.
    """
    keys, fakta = kunci_periksa.current(), facts_of(dokumen)
    if dokumen.jenis in TANDA_ELEKTRONIK:
        isian = None
    return Keterangan(
        dokumen.judul,
        dokumen.dibuat_pada,
        kode=code_text(keys.alamat, fakta, keys.pribadi),
        data=data_of(isian, fakta, alamat=keys.alamat, masukan=dokumen.masukan),
    )


def check_values(dokumen: Dokumen) -> dict[str, str]:
    """Values that layouts may print beside the square code: the code to type, and where."""
    address = kunci_periksa.current().alamat.split("://")[-1]
    return {"periksa.kode": show_kode(dokumen.kode_periksa), "periksa.alamat": f"{address}/periksa"}
