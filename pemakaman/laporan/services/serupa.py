"""What a sender is told of reports that may be the same death; nothing is written here."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.laporan.checks import Temuan
from pemakaman.laporan.isian import Isian
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import same_nik, visible_filter
from pemakaman.laporan.queries_ganda import find_resembling, list_dugaan, make_jati, other_of
from pemakaman.laporan.rules import Kasus
from pemakaman.laporan.rules_ganda import RUAS_GANDA, Hasil, Jati, JenisGanda, Perbandingan, compare
from pemakaman.makam.models import Makam
from pemakaman.nilai.tanggal import format_tanggal

MUNGKIN_GANDA = "nama.mungkin_ganda"
SHOWN = 3


def similar_warnings(session: Session, laporan: Laporan, actor: Actor) -> list[Temuan]:
    """One soft finding about reports of a like name and day; those judged to be somebody else are left out."""
    judged = {(other_of(row, laporan.id), row.sidik) for row in list_dugaan(session, laporan.id) if _is_judged(row)}
    found = [
        one.laporan_id
        for one in find_resembling(session, laporan.id)
        if one.perbandingan.jenis is JenisGanda.MIRIP and (one.laporan_id, one.sidik) not in judged
    ]
    if not found:
        return []
    return [Temuan("nama", MUNGKIN_GANDA, " ".join(_tell_similar(session, found, actor)), keras=False)]


def tell_same_nik(session: Session, laporan: Laporan, isian: Isian, actor: Actor) -> Iterable[str]:
    """Sentences about other reports with this NIK; of those the actor may not see only that they are there."""
    same = same_nik(session, isian.get("nik"), exclude=laporan.id, actor=actor)
    for row in same.terlihat:
        yield (
            f"NIK ini sudah tercatat atas nama {row.nama or 'tidak dikenal'}, "
            f"dimakamkan {format_tanggal(row.dimakamkan_tanggal)} di {row.makam} "
            f"(buku nomor {row.buku_nomor}/{row.buku_tahun})."
        )
        unlike = _unlike(compare(_jati(isian), make_jati(row)))
        if unlike:
            yield (
                f"Orangnya tampak berbeda ({', '.join(unlike)}), jadi NIK di laporan ini atau di laporan itu salah. "
                "Cocokkan dengan KK almarhum; mungkin yang tertulis NIK pelapor."
            )
    if same.jumlah > len(same.terlihat):
        yield f"NIK ini tercatat pada {same.jumlah - len(same.terlihat)} laporan lain di luar yang dapat Anda lihat."


def _is_judged(row: Any) -> bool:
    return bool(row.status == "bukan_sama")


def _unlike(perbandingan: Perbandingan) -> list[str]:
    if perbandingan.jenis is not JenisGanda.NIK_BEDA_NAMA:
        return []
    hasil = perbandingan.rincian()
    return [RUAS_GANDA[ruas] for ruas in ("nama", "jenis_kelamin", "lahir") if hasil[ruas] == Hasil.BEDA]


def _jati(isian: Isian) -> Jati:
    return Jati(
        nik=isian.get("nik"),
        nama=isian.get("nama"),
        bin_binti=isian.get("bin_binti"),
        jenis_kelamin=isian.get("jenis_kelamin"),
        lahir=isian.get("lahir"),
        umur=isian.get("umur"),
        meninggal=isian.get("meninggal_tanggal"),
        dimakamkan=isian.get("dimakamkan_tanggal"),
        kasus=isian.get("kasus") or Kasus.RUMAH.value,
    )


def _tell_similar(session: Session, found: list[Any], actor: Actor) -> Iterator[str]:
    query = (
        select(
            Laporan.nama,
            Laporan.buku_nomor,
            Laporan.buku_tahun,
            Laporan.meninggal_tanggal,
            Laporan.dimakamkan_tanggal,
            Makam.nama.label("makam"),
        )
        .join(Makam, Makam.id == Laporan.makam_id)
        .where(Laporan.id.in_(found), visible_filter(actor))
        .order_by(Laporan.dimakamkan_tanggal.desc(), Laporan.id)
    )
    seen = session.execute(query).all()
    for row in seen[:SHOWN]:
        dead = f"meninggal {format_tanggal(row.meninggal_tanggal)}, " if row.meninggal_tanggal else ""
        yield (
            f"Mungkin sudah dicatat: {row.nama or 'tidak dikenal'}, {dead}"
            f"dimakamkan {format_tanggal(row.dimakamkan_tanggal)} di {row.makam} "
            f"(buku nomor {row.buku_nomor}/{row.buku_tahun})."
        )
    hidden = len(found) - len(seen)
    if hidden:
        yield f"Ada {hidden} laporan serupa di luar yang dapat Anda lihat; petugas Disdukcapil membandingkannya."
    yield "Bila orangnya sama, jangan dicatat dua kali: lengkapi laporan itu saja."
