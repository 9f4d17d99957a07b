"""The settings page of a kab/kota's documents."""

from dataclasses import replace

from pemakaman.berkas.rules import FORMULIR_LABEL, KERTAS_LABEL, KOTAK_NAMA_LABEL
from pemakaman.berkas.setelan import AWAL, Setelan
from pemakaman.dokumen.jenis import Jenis
from pemakaman.widgets import BaseForm, NamaField, PilihanField, RadioField, TeksField, TeksPanjangField, WajibDiisi

MOST_KOP_LINES = 4


class SettingsForm(BaseForm):
    """Form version, paper, letterhead, signature."""

    formulir = RadioField("Versi formulir", [WajibDiisi("Pilih versi formulir.")], choices=list(FORMULIR_LABEL.items()))
    kertas = RadioField("Ukuran kertas", [WajibDiisi("Pilih ukuran kertas.")], choices=list(KERTAS_LABEL.items()))
    kotak_nama = PilihanField(
        "Jumlah kotak nama", choices=[(str(count), teks) for count, teks in KOTAK_NAMA_LABEL.items()]
    )
    kop = TeksPanjangField(
        "Kop surat",
        [WajibDiisi("Isi kop surat kantor.")],
        petunjuk="Satu baris satu kalimat, paling banyak empat baris.",
        baris=4,
        paling=400,
    )
    tempat_tanda_tangan = TeksField(
        "Tempat tanda tangan", [WajibDiisi("Isi tempat tanda tangan.")], petunjuk="Misalnya Kotabumi.", paling=60
    )
    pejabat_jabatan = TeksField("Yang mengetahui", [WajibDiisi("Isi jabatan yang mengetahui.")], paling=80)
    pejabat_nama = NamaField("Nama pejabat", petunjuk="Boleh kosong; nanti diisi tangan.")

    def setelan(self, before: Setelan) -> Setelan:
        """The choices; what this page does not ask stays as it was."""
        lines = [" ".join(line.split()) for line in self.kop.data.splitlines()]
        return replace(
            before,
            formulir=((AWAL, Jenis(self.formulir.data)),),
            kertas=self.kertas.data,
            kotak_nama=int(self.kotak_nama.data or 26),
            kop=tuple(line for line in lines if line)[:MOST_KOP_LINES],
            tempat_tanda_tangan=self.tempat_tanda_tangan.data,
            mengetahui=replace(
                before.mengetahui, jabatan=self.pejabat_jabatan.data, nama=self.pejabat_nama.data or None
            ),
        )
