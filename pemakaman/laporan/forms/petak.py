"""The plot in the form of a burial: a block and a number as one types it, where the cemetery has a plan."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman.laporan.forms.dasar import BagianForm
from pemakaman.makam.models import Petak
from pemakaman.makam.petak import list_blok, match_plots, next_empty, numbers, plot_number
from pemakaman.widgets import CentangField, PilihanField, TeksField

HINTED = 4


class PetakForm(BagianForm):
    """A cemetery without plots shows nothing of this but the tick for a second burial."""

    BANTU: tuple[str, ...] = ("petak_blok",)

    petak_blok = PilihanField("Blok di denah", kosong="Tanpa petak")
    petak_id = TeksField("Nomor petak", kelas="govuk-input--width-10", paling=41, lengkapi="off")
    tumpang = CentangField("Makam tumpang: di liang ini sudah ada jenazah lain")
    tumpang_persetujuan = TeksField("Ahli waris jenazah pertama yang menyetujui", paling=100)
    tumpang_surat = TeksField("Nomor surat persetujuan tumpang", paling=100)
    terpilih: UUID | None = None
    _salah: tuple[str, str] | None = None

    def set_petak(self, session: Session, makam_id: UUID | None) -> None:
        """Fill the list of blocks and look the typed number up; without plots the fields go."""
        blok = list_blok(session, makam_id) if makam_id else []
        if not blok:
            self._drop()
            return
        self.petak_blok.choices = [(str(row.id), f"{row.nama} ({row.kosong} kosong)") for row in blok]
        free = [(row.nama, next_empty(session, row.id)) for row in blok[:HINTED]]
        told = ", ".join(f"{nomor} (blok {nama})" for nama, nomor in free if nomor)
        self.petak_id.description = f"Petak kosong berikutnya: {told}." if told else "Tidak ada petak kosong."
        if self.is_submitted():
            self._find_typed(session)
        else:
            self._show_stored(session, makam_id)

    def _drop(self) -> None:
        for name in ("petak_blok", "petak_id", "tumpang_persetujuan", "tumpang_surat"):
            if not self[name].object_data:
                del self[name]

    def _show_stored(self, session: Session, makam_id: UUID | None) -> None:
        petak = session.get(Petak, self.petak_id.data) if isinstance(self.petak_id.data, UUID) else None
        if petak is None or petak.makam_id != makam_id:
            self.petak_id.process_data(None)
            return
        self.terpilih = petak.id
        self.petak_blok.data = str(petak.blok_id)
        self.petak_id.process_data(plot_number(petak.baris, petak.nomor))

    def _find_typed(self, session: Session) -> None:
        typed, blok = str(self.petak_id.data or ""), self.petak_blok.data
        options = {value: teks for value, teks, _ in self.petak_blok.options()}
        if typed and not blok and len(options) == 1:
            blok = self.petak_blok.data = next(iter(options))
        if not typed and not blok:
            return
        if blok not in options:
            self._salah = ("petak_blok", "Pilih blok petak ini.")
        elif not typed:
            self._salah = ("petak_id", "Tulis nomor petak, misalnya seperti di denah.")
        else:
            found = match_plots(session, UUID(blok), typed)
            if len(found) == 1:
                self.terpilih = found[0].id
            elif found:
                self._salah = (
                    "petak_id",
                    f"Nomor ini ada di beberapa baris: {numbers(found[:6])}. Tulis salah satunya.",
                )
            else:
                self._salah = ("petak_id", f"Tidak ada petak “{typed}” di blok ini. Lihat nomornya di denah.")

    def titik_terbuka(self) -> bool:
        """The point is given or wrong, so it must be in sight."""
        return any(self[name].errors or not self[name].is_empty() for name in ("lintang", "bujur"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Besides the fields: the block and the number must name one plot."""
        sound = bool(super().validate(extra_validators))
        if self._salah is None:
            return sound
        self[self._salah[0]].add_error(self._salah[1])
        return False

    def _value(self, name: str) -> Any:
        return self.terpilih if name == "petak_id" else super()._value(name)
