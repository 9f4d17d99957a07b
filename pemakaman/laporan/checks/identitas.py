"""Whose NIK and name is whose: the deceased, the reporter, the witnesses."""

from collections.abc import Collection, Iterator

from pemakaman.laporan.checks.temuan import Konteks, Temuan, place
from pemakaman.laporan.isian import Isian
from pemakaman.nilai.nama import search_key
from pemakaman.nilai.nik import nik_warnings

_HIDUP = {"pelapor": "pelapor", "saksi1": "saksi I", "saksi2": "saksi II"}
# Prefix of a person's fields and the sex that the role implies.
_BERNIK = {"": None, "pelapor_": None, "saksi1_": None, "saksi2_": None, "ayah_": "L", "ibu_": "P"}


def identity_conflicts(isian: Isian, konteks: Konteks, diubah: Collection[str] = ()) -> list[Temuan]:
    """One person in two places, or a dead one who reports."""
    return [
        *_named_and_unknown(isian, diubah),
        *_same_nik_as_deceased(isian, diubah),
        *_recorded_dead(isian, konteks),
        *_witnesses(isian, diubah),
    ]


def identity_warnings(isian: Isian, konteks: Konteks) -> list[Temuan]:
    """What looks odd about a NIK beside the rest."""
    found = [*_other_person(isian, konteks)]
    for prefix, sex in _BERNIK.items():
        ruas = f"{prefix}nik"
        warnings = nik_warnings(
            isian.get(ruas) or "",
            lahir=isian.get(f"{prefix}lahir"),
            jenis_kelamin=sex or (isian.get("jenis_kelamin") if not prefix else None),
            known_kecamatan=konteks.known_kecamatan,
        )
        found += [Temuan(ruas, f"{ruas}.{item.kode}", item.pesan, keras=False) for item in warnings]
    return found


def _other_person(isian: Isian, konteks: Konteks) -> Iterator[Temuan]:
    """Whose NIK it is stays untold: the manager only learns that it may be the wrong one."""
    if isian.get("nik") and konteks.nik_orang_lain:
        pesan = (
            "NIK ini di data penduduk atas nama orang lain. Periksa lagi di KTP atau KK almarhum; "
            "mungkin yang terketik NIK pelapor atau anggota keluarga."
        )
        yield Temuan("nik", "nik.orang_lain", pesan, keras=False)


def _named_and_unknown(isian: Isian, diubah: Collection[str]) -> Iterator[Temuan]:
    if isian.get("tidak_dikenal") and isian.get("nama"):
        pesan = "Nama diisi tetapi “nama tidak diketahui” dicentang. Pilih salah satu."
        yield _hard(place(diubah, "nama", "tidak_dikenal"), "nama_tidak_dikenal", pesan)


def _same_nik_as_deceased(isian: Isian, diubah: Collection[str]) -> Iterator[Temuan]:
    nik = isian.get("nik")
    for peran, sebutan in _HIDUP.items():
        if nik and nik == isian.get(f"{peran}_nik"):
            pesan = f"NIK almarhum sama dengan NIK {sebutan}. Periksa NIK siapa yang terketik."
            yield _hard(place(diubah, f"{peran}_nik", "nik"), "nik_almarhum", pesan)


def _recorded_dead(isian: Isian, konteks: Konteks) -> Iterator[Temuan]:
    for peran, sebutan in _HIDUP.items():
        if isian.get(f"{peran}_nik") in konteks.nik_mati:
            pesan = (
                f"NIK {sebutan} ini tercatat sudah meninggal di buku pokok pemakaman. Periksa lagi NIK-nya; "
                "bila benar miliknya, hubungi Disdukcapil supaya catatan itu diperbaiki."
            )
            yield _hard(f"{peran}_nik", "tercatat_mati", pesan)


def _witnesses(isian: Isian, diubah: Collection[str]) -> Iterator[Temuan]:
    if _is_same_person(isian, "saksi1_", "saksi2_"):
        pesan = "Saksi I dan saksi II orang yang sama. Isi dua orang yang berbeda."
        ruas = (
            ("saksi2_nik", "saksi1_nik") if _both_nik(isian, "saksi1_", "saksi2_") else ("saksi2_nama", "saksi1_nama")
        )
        yield _hard(place(diubah, *ruas), "saksi_sama", pesan)
    for peran in ("saksi1", "saksi2"):
        by_name = not _both_nik(isian, "", f"{peran}_")
        if by_name and _is_same_person(isian, "", f"{peran}_"):
            pesan = (
                f"Nama {_HIDUP[peran]} sama dengan nama almarhum. Isi orang lain; bila hanya namanya yang sama, "
                "isi NIK keduanya."
            )
            yield _hard(place(diubah, f"{peran}_nama", "nama"), "saksi_almarhum", pesan)


def _both_nik(isian: Isian, a: str, b: str) -> bool:
    return bool(isian.get(f"{a}nik") and isian.get(f"{b}nik"))


def _is_same_person(isian: Isian, a: str, b: str) -> bool:
    if _both_nik(isian, a, b):
        return bool(isian[f"{a}nik"] == isian[f"{b}nik"])
    names = [isian.get(f"{prefix}nama") for prefix in (a, b)]
    return all(names) and len({search_key(str(name)) for name in names}) == 1


def _hard(ruas: str, kode: str, pesan: str) -> Temuan:
    return Temuan(ruas, kode, pesan, keras=True)
