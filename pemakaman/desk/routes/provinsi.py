"""The board of a province: its kab/kota of a day, and what polling day will look like."""

from datetime import date, timedelta
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.db import today_in
from pemakaman.desk.gambar_desk import draw_day, draw_kab, draw_trends
from pemakaman.desk.isi_surat import take_isi
from pemakaman.desk.queries.papan import Papan, papan_of
from pemakaman.desk.queries.setelan import find_setelan
from pemakaman.desk.routes.dasar import persen, read_hari
from pemakaman.desk.rules.kata_ramalan import CARA, empty_range, runs_dry, sentence
from pemakaman.desk.rules.kolom import HARIAN, PEREKAMAN
from pemakaman.desk.rules.laju import Warna
from pemakaman.desk.rules.lampu import INSIDEN, KATA, LAMBANG, explain, explain_target
from pemakaman.desk.rules.lapangan import ATURAN, add_field
from pemakaman.desk.rules.papan import URUTAN, Baris, arrange, days_between, forecast
from pemakaman.desk.rules.waktu import countdown
from pemakaman.errors import NotFound
from pemakaman.gambar import picture_file
from pemakaman.nilai.tanggal import format_tanggal
from pemakaman.web import show_page

_KELAS = {Warna.HIJAU: "selesai", Warna.KUNING: "terlambat", Warna.MERAH: "gagal", Warna.KOSONG: "draf"}
# Light → (look, shape and word).
KATA_LAMPU: dict[str, Any] = {
    "lampu": {one: (_KELAS[one], f"{LAMBANG[one]}\u00a0{KATA[one]}") for one in Warna},
    "persen": persen,
}


def board_page(session: Session, actor: Actor) -> ResponseReturnValue:
    """The board of the day that the address names, or of today."""
    papan = papan_of(session, asked_day(actor), actor=actor)
    setelan = find_setelan(session, actor.wilayah_kode)
    isi = take_isi(papan, setelan.batas if setelan else {})
    panel = [(one.nama, papan.trend(PEREKAMAN.kode, one.kode)) for one in papan.baris]
    pictures = [draw_trends(papan.hari, panel), *draw_day(isi)]
    if (file := picture_file(pictures)) is not None:
        return file
    urut = request.args.get("urut", "kode")
    order = {one.nama: number for number, one in enumerate(arrange(papan.baris, urut))}
    rows = sorted(isi["ramalan"]["baris"], key=lambda row: order[row["nama"]]) if isi["ramalan"] else []
    return show_page(
        "desk/provinsi.html",
        papan=papan,
        baris=arrange(papan.baris, urut),
        urut=urut if urut in URUTAN else "kode",
        urutan={kode: label for kode, (label, _) in URUTAN.items()},
        isi=isi,
        ramalan_baris=rows,
        gambar_tren=pictures[0],
        gambar_lain=pictures[1:],
        pemilihan=elections_of(papan),
        suket=suket_words(papan),
        lapangan=add_field(papan.lapangan.values()),
        aturan_lapangan=ATURAN,
        singkat={kode: bentuk.singkat for kode, bentuk in HARIAN.items()},
        sebelumnya=papan.tanggal - timedelta(days=1),
        berikutnya=papan.tanggal + timedelta(days=1),
        **KATA_LAMPU,
    )


def asked_day(actor: Actor) -> date:
    """The day of the address; today without one, 404 for one to come."""
    today = today_in(actor.wilayah_kode)
    text = request.args.get("tanggal", "").strip()
    day = read_hari(text) if text else today
    if day > today:
        raise NotFound("Hari itu belum tiba. Pilih hari ini atau sebelumnya.")
    return day


def elections_of(papan: Papan) -> list[tuple[str, str, date]]:
    """(name, countdown, polling day) of the active elections on the board's day."""
    return [(one.nama, countdown(one.hari_h, papan.tanggal), one.hari_h) for one in papan.pemilihan]


def suket_words(papan: Papan) -> list[str]:
    """When interim letters may be printed, election by election."""
    found = []
    for one in papan.pemilihan:
        first, day = one.mulai, papan.tanggal
        state = "belum dibuka" if day < first else "sedang dibuka" if day <= one.hari_h else "sudah ditutup"
        span = f"{format_tanggal(first)} sampai {format_tanggal(one.hari_h)}"
        found.append(f"Surat keterangan {one.nama}: {state} ({span}).")
    return found


def kab_board(session: Session, kab_kode: str, actor: Actor) -> dict[str, Any]:
    """Its own row, its trend and its polling day, for the page of a kab/kota."""
    papan = papan_of(session, today_in(kab_kode), actor=actor, kab_kode=kab_kode)
    row = papan.baris[0] if papan.baris else None
    values: dict[str, Any] = {"papan": papan, "satu": row, "suket_buka": suket_words(papan), **KATA_LAMPU}
    values["gambar"] = draw_kab(papan.hari, {kode: papan.trend(kode, kab_kode) for kode in HARIAN}) if row else []
    values["kalimat"] = _kab_sentences(papan, row) if row and papan.hari_h else []
    values["cara"] = CARA
    values["aturan_lapangan"] = ATURAN
    values["aturan"] = [explain(one) for kode, one in row.batas.items() if kode != "lapas_persen"] if row else []
    values["aturan"] += [explain_target(one.ikd_target for one in papan.baris), INSIDEN]
    return values


def _kab_sentences(papan: Papan, row: Baris) -> list[str]:
    if papan.hari_h is None:
        return []
    ramalan, dari = forecast(row, papan.hari_h), row.blangko_tanggal or papan.tanggal
    words = sentence(ramalan, papan.hari_h, row.ikd_target, row.rekam_target)
    if ramalan.habis is not None:
        dry = runs_dry(ramalan.habis, days_between(dari, papan.hari_h))
        warn = " Bisa habis sebelum atau pada hari H." if dry else ""
        words.append(f"Blangko diperkirakan habis: {empty_range(ramalan.habis, dari, papan.tanggal)}.{warn}")
    return words
