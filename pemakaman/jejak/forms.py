"""Forms of `jejak`."""

from pemakaman.jejak.kalimat import OBJEK_LABEL, SENTENCES
from pemakaman.widgets import BaseForm, NikField, PilihanField, TanggalField, TeksField, WajibDiisi


class ReadFilterForm(BaseForm):
    """Narrows the log of who looked at whom; a plain link, without a token."""

    dari = TanggalField("Dari tanggal")
    sampai = TanggalField("Sampai tanggal")
    pelaku = TeksField("Akun", petunjuk="Nama petugas, atau kode akunnya.", paling=100)
    objek_id = TeksField("Kode data", petunjuk="Kode laporan, makam, atau akun.", paling=64)

    class Meta(BaseForm.Meta):
        """A search by these changes nothing."""

        csrf = False


class FilterForm(ReadFilterForm):
    """Narrows the trail of changes."""

    peristiwa = PilihanField(
        "Peristiwa",
        choices=sorted(
            ((code, f"{OBJEK_LABEL.get(code.partition('.')[0], '')}: {words}") for code, words in SENTENCES.items()),
            key=lambda choice: choice[1],
        ),
        kosong="Semua peristiwa",
    )


class NikForm(BaseForm):
    """Who looked for this NIK; sent by POST, kept nowhere."""

    nik = NikField("NIK", [WajibDiisi("Ketik NIK yang ditelusuri.")])
