"""Where a resident lives: the codes of kecamatan and desa from the columns of a row, else the file's own region."""

from collections.abc import Iterable

from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.kode_wilayah import check_kode, is_within, level
from pemakaman.sel import KolomError
from pemakaman.wilayah.peta import Peta

Tempat = tuple[str | None, str | None]


class Letak:
    """Codes within one kab/kota; `wilayah_kode` is the region that the file covers."""

    def __init__(self, wilayah: Iterable[tuple[str, str, int]], wilayah_kode: str) -> None:
        regions = list(wilayah)
        self._kab = wilayah_kode[:5]
        self._known = {kode for kode, _, _ in regions}
        self._near = Peta(row for row in regions if is_within(row[0], wilayah_kode) or row[0] == wilayah_kode[:8])
        self._all = Peta(regions)
        self._own: Tempat = (
            wilayah_kode[:8] if level(wilayah_kode) >= 3 else None,
            wilayah_kode if level(wilayah_kode) == 4 else None,
        )
        self._found: dict[tuple[str | None, str | None, str | None], Tempat] = {}

    def find(self, kecamatan: str | None, desa: str | None, kode: str | None) -> Tempat:
        """(kec_kode, desa_kode), each None when it is not certain; raises KolomError for a code outside."""
        key = (kecamatan, desa, kode)
        if key not in self._found:
            self._found[key] = self._find(kecamatan, desa, kode)
        return self._found[key]

    def _find(self, kecamatan: str | None, desa: str | None, kode: str | None) -> Tempat:
        if kode and (by_code := self._by_code(kode)):
            return by_code
        if not kecamatan and not desa:
            return self._own
        kec, found = self._near.find(kecamatan or "", desa or "")
        if found is None:
            far_kec, found = self._all.find(kecamatan or "", desa or "")
            kec = kec or far_kec
        if found is not None:
            return found[:8], found
        own_kec, own_desa = self._own
        return (own_kec, None if desa else own_desa) if kec in (None, own_kec) else (kec, None)

    def _by_code(self, kode: str) -> Tempat | None:
        try:
            full = check_kode(kode)
        except NilaiError:
            raise KolomError(f"Kode desa {kode[:20]} tidak benar. Tulis misalnya 18.71.01.1001.") from None
        if not is_within(full, self._kab):
            raise KolomError(f"Kode desa {full} di luar kabupaten/kota ini.")
        if full not in self._known:
            return None
        return full[:8] if level(full) >= 3 else None, full if level(full) == 4 else None
