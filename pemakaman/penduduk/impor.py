"""A population extract from a file into the table: tried or done, all good rows in one transaction or none."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.rules import SISTEM
from pemakaman.db import now
from pemakaman.impor import Refuse, Unit, copying, hold_alone, refusing, run_once, wait_alone
from pemakaman.jejak.services import record
from pemakaman.nilai.nama import search_key
from pemakaman.penduduk import gabung
from pemakaman.penduduk.baris import FIELDS, make_row
from pemakaman.penduduk.gabung import Selisih
from pemakaman.penduduk.judul import find_heads, skip_to
from pemakaman.penduduk.kolom import GANDA, Pembaca, is_opensid
from pemakaman.penduduk.letak import Letak
from pemakaman.penduduk.models import ImporPenduduk
from pemakaman.penduduk.rules import FINISHED
from pemakaman.sel import KolomError
from pemakaman.tabel import Row, open_table
from pemakaman.wilayah.models import Wilayah

TELL_EVERY = 20_000
SHOWN_FAULTS = 20
# Whom the NIK belongs to is told as far as the owner of the file can find him in his own data.
ORANG_LAIN = (
    "NIK ini di data penduduk milik orang lain ({orang}): nama dan tanggal lahirnya berbeda. Periksa NIK-nya di KK. "
    "Bila data lama yang salah, masukkan dulu nama yang benar dengan tanggal lahir lama, lalu tanggal lahirnya."
)
_NIK, _KUNCI = FIELDS.index("nik"), FIELDS.index("kunci_baris")


@dataclass
class Hitung:
    """How far an import is, and its first faults."""

    jumlah: int = 0
    dibaca: int = 0
    masuk: int = 0
    salah: int = 0
    contoh_salah: list[str] = field(default_factory=list)
    tolak: list[tuple[str | None, str | None]] = field(default_factory=list)
    selisih: Selisih = field(default_factory=Selisih)

    def counts(self) -> dict[str, int]:
        """The columns of the import that are numbers."""
        return {"jumlah": self.jumlah, "dibaca": self.dibaca, "salah": self.salah, **asdict(self.selisih)}


Tell = Callable[[Hitung], None]


def run_import(impor_id: UUID, unit: Unit, tell: Tell = lambda _: None) -> None:
    """Try or do a waiting import; one already finished or in other hands is left alone."""

    def work(session: Session) -> None:
        if _lock(session, impor_id):
            impor = session.get_one(ImporPenduduk, impor_id)
            _bring_in(session, impor, lambda count: _tell(impor_id, count, unit, tell))

    run_once(
        unit,
        begin=lambda session: _begin(session, impor_id),
        work=work,
        fail=lambda session, galat: _fail(session, impor_id, galat),
    )


def look_inside(impor_id: UUID, unit: Unit) -> None:
    """Find the headings of an uploaded file, for the page on which columns are chosen."""

    def work(session: Session) -> None:
        impor = session.get_one(ImporPenduduk, impor_id, with_for_update={"key_share": True})
        if impor.status == "diunggah" and not impor.pemetaan:
            heads = find_heads(store.path_of(impor.sha256))
            impor.susunan = "opensid" if is_opensid(heads[0].judul) else "biasa"
            change(session, impor, "dibaca", pemetaan={"kepala": [head.as_dict() for head in heads]})

    run_once(
        unit,
        begin=lambda session: session.get(ImporPenduduk, impor_id) is not None,
        work=work,
        fail=lambda session, galat: _fail(session, impor_id, galat),
    )


def _begin(session: Session, impor_id: UUID) -> bool:
    # "Key share": the rows of a running import point to it, and must not make a second worker wait.
    impor = session.get(ImporPenduduk, impor_id, with_for_update={"key_share": True})
    if impor is None or impor.status in FINISHED or impor.status == "diunggah":
        return False
    if impor.status == "antre":
        change(session, impor, "berjalan", status="berjalan")
    return True


def _lock(session: Session, impor_id: UUID) -> bool:
    if not hold_alone(session, str(impor_id)):
        return False
    status = select(ImporPenduduk.status).where(ImporPenduduk.id == impor_id)
    return session.scalar(status) == "berjalan"


def _bring_in(session: Session, impor: ImporPenduduk, tell: Tell) -> None:
    count = Hitung()
    with tempfile.TemporaryDirectory() as folder:
        errors = Path(folder) / "kesalahan"
        _take_rows(session, impor, count, errors, tell)
        sha256_salah = store.put_file(errors) if count.salah else None
    if count.masuk:
        _join(session, impor, count, tell)
    _finish(session, impor, count, sha256_salah)


def _take_rows(session: Session, impor: ImporPenduduk, count: Hitung, errors: Path, tell: Tell) -> None:
    """Copy the good rows and find whom they speak of; all others go to the file of errors."""
    chosen = impor.pemetaan
    table = open_table(store.path_of(impor.sha256))
    count.jumlah, rows = table.sized_rows(chosen["lembar"])
    pembaca, letak = Pembaca(chosen["judul"], chosen["kolom"]), _letak(session, impor)
    gabung.prepare(session)
    form = {"xlsx": table.is_workbook, "pemisah": table.delimiter}
    with refusing(errors, pembaca.judul, **form) as refuse:  # type: ignore[arg-type]
        bacaan = _Bacaan(pembaca, letak, count, refuse, tell)
        with copying(session, gabung.COPY) as copy:
            for row in bacaan.good(skip_to(rows, chosen["baris"])):
                copy.write_row((count.masuk, *row))
        count.jumlah = count.dibaca
        if not impor.uji:
            # One import of a kab/kota after the other; a second one then finds what the first has written.
            wait_alone(session, f"penduduk:{impor.kab_kode}")
        gabung.recognize(session, impor.kab_kode)
        others = gabung.drop_other_persons(session)
        if others:
            _, again = table.sized_rows(chosen["lembar"])
            bacaan.refuse_others(skip_to(again, chosen["baris"]), others)


def _letak(session: Session, impor: ImporPenduduk) -> Letak:
    inside = Wilayah.kode.startswith(f"{impor.kab_kode}.", autoescape=True)
    query = select(Wilayah.kode, Wilayah.nama, Wilayah.tingkat).where(inside, Wilayah.berlaku_sampai.is_(None))
    return Letak([(row.kode, row.nama, row.tingkat) for row in session.execute(query)], impor.wilayah_kode)


@dataclass(frozen=True)
class _Bacaan:
    """Reads the rows of one file: good ones are handed on, bad ones refused and counted."""

    pembaca: Pembaca
    letak: Letak
    count: Hitung
    refuse: Refuse
    tell: Tell
    seen: dict[int | str, int] = field(default_factory=dict)

    def good(self, rows: Iterator[Row]) -> Iterator[tuple[Any, ...]]:
        count = self.count
        for row in rows:
            count.dibaca += 1
            try:
                made = self._make(row)
            except KolomError as error:
                self._note(row, str(error))
            else:
                count.masuk += 1
                yield made
            if count.dibaca % TELL_EVERY == 0:
                self.tell(count)

    def _make(self, row: Row) -> tuple[Any, ...]:
        values = self.pembaca.read(row[1])
        tempat = self.letak.find(values.get("kecamatan"), values.get("desa"), values.get("kode_desa"))
        made = make_row(values, tempat)
        nik = made[_NIK]
        first = self.seen.setdefault(int(nik) if nik else made[_KUNCI], row[0])
        if first != row[0]:
            what = "NIK ini" if nik else "Orang tanpa NIK dengan nama dan kelahiran ini"
            raise KolomError(f"{what} {GANDA} {first}. Hapus salah satunya.")
        return made

    def refuse_others(self, rows: Iterator[Row], others: Mapping[str, str]) -> None:
        """Refuse rows already taken whose NIK belongs to another person: NIK → initials and year of birth."""
        wrong = {self.seen[int(nik)]: orang for nik, orang in others.items()}
        self.count.masuk -= len(wrong)
        for row in rows:
            if row[0] in wrong:
                self._note(row, ORANG_LAIN.format(orang=wrong[row[0]]))

    def _note(self, row: Row, why: str) -> None:
        count = self.count
        count.salah += 1
        if len(count.contoh_salah) < SHOWN_FAULTS:
            count.contoh_salah.append(f"Baris {row[0]}. {why}")
        nik, nama = self.pembaca.identity(row[1])
        count.tolak.append((nik, search_key(nama) if nama and not nik else None))
        self.refuse(row, why)


def _join(session: Session, impor: ImporPenduduk, count: Hitung, tell: Tell) -> None:
    if impor.uji:
        count.selisih = gabung.count(session)
    else:

        def told(selisih: Selisih) -> None:
            count.selisih = selisih
            tell(count)

        count.selisih = gabung.join(session, count.dibaca, kab=impor.kab_kode, impor=impor.id, tell=told)
    if impor.lengkap:
        gabung.note_refused(session, count.tolak)
        place = {"kab": impor.kab_kode, "wilayah": impor.wilayah_kode, "impor": impor.id}
        count.selisih.hilang = gabung.mark_missing(session, **place, hanya_hitung=impor.uji)  # type: ignore[arg-type]


def _finish(session: Session, impor: ImporPenduduk, count: Hitung, sha256_salah: str | None) -> None:
    done = {"contoh_salah": count.contoh_salah, "sha256_salah": sha256_salah, "selesai_pada": now(), **count.counts()}
    if count.masuk:
        change(session, impor, "jadi", status="jadi", **done)
    else:
        first = count.contoh_salah[0] if count.contoh_salah else "Di bawah judul kolom tidak ada isi."
        change(session, impor, "gagal", status="gagal", galat=f"Tidak ada baris yang dapat dipakai. {first}", **done)


def _tell(impor_id: UUID, count: Hitung, unit: Unit, tell: Tell) -> None:
    with unit() as session:
        impor = session.get_one(ImporPenduduk, impor_id)
        change(session, impor, "dibaca", **count.counts())
    tell(count)


def _fail(session: Session, impor_id: UUID, galat: str) -> None:
    impor = session.get_one(ImporPenduduk, impor_id, with_for_update={"key_share": True})
    change(session, impor, "gagal", status="gagal", galat=galat, selesai_pada=now())


# Rows of persons, or nothing a reader of the trail could use.
_UNTOLD = frozenset({"contoh_salah", "pemetaan"})


def change(session: Session, impor: ImporPenduduk, peristiwa: str, **values: Any) -> None:
    """Change an import as the system, with the event `impor_penduduk.<peristiwa>`."""
    for name, value in values.items():
        setattr(impor, name, value)
    rincian = {name: value for name, value in values.items() if name not in _UNTOLD}
    kode = impor.wilayah_kode
    event = f"impor_penduduk.{peristiwa}"
    record(session, event, "impor_penduduk", impor.id, actor=SISTEM, wilayah=kode, rincian=rincian)
