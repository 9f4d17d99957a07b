"""The printed application: labels, values, determinism, no network. Renderings are dear: few, of one paper, shared."""

import io
from datetime import timedelta

import pikepdf
import pytest

from pemakaman.dokumen.daftar import arrange
from pemakaman.dokumen.isian import IsianOrang, IsianPermohonan, flatten_isian
from pemakaman.dokumen.jalan import print_lembar
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.keterangan import Keterangan
from pemakaman.dokumen.lembar import Lembar, Varian
from pemakaman.dokumen.letak import rooms_of
from pemakaman.dokumen.mesin import BundledFetcher, FetchRefusedError
from tests.unit.dokumen import label_resmi
from tests.unit.dokumen.conftest import TANGGAL_DOKUMEN, make_isian, pages_of, render, squeezed

UTAMA = (Jenis.F_2_01A, Jenis.F_2_01)


@pytest.fixture(scope="module")
def penuh() -> bytes:
    """A full F-2.01A."""
    return render(make_isian())


@pytest.mark.parametrize(
    ("jenis", "labels"), [(Jenis.F_2_01A, label_resmi.F_2_01A), (Jenis.F_2_01, label_resmi.F_2_01)]
)
def test_labels_of_the_empty_form_are_read_in_official_order(jenis: Jenis, labels: str) -> None:
    text, position = squeezed(render(IsianPermohonan(), jenis)), 0
    for label in labels.strip().replace("\n", " | ").split(" | "):
        words = "".join(label.split())
        found = text.find(words, position)
        assert found >= 0, f"{label!r} tidak ada sesudah {text[max(0, position - 40) : position]!r}"
        position = found + len(words)


def _ticks(lembar: Lembar) -> set[str]:
    rows = (baris for halaman in lembar.halaman for baris in halaman.baris)
    return {unsur.isian for baris in rows for unsur in baris.unsur if hasattr(unsur, "kode")}


@pytest.mark.parametrize("jenis", UTAMA)
def test_every_value_is_printed(jenis: Jenis) -> None:
    values, form = flatten_isian(make_isian()), arrange(jenis, Varian())
    text = squeezed(render(make_isian(), jenis))
    missing = [path for path in rooms_of(form) - _ticks(form) if "".join(values.get(path, "").split()) not in text]
    assert missing == []
    assert {"subjek.nik", "ayah.lahir.thn", "kematian.tempat", "ttd.nip", "kop"} <= rooms_of(form)


def test_only_death_its_cause_and_its_declarant_are_ticked(penuh: bytes) -> None:
    text = squeezed(penuh)
    assert text.count("✓") == 3
    assert "✓Kematian" in text
    assert "✓4.Kriminalitas" in text
    assert "✓2.TenagaKesehatan" in text


def test_empty_form_shows_dotted_lines_and_no_tick() -> None:
    text = squeezed(render(IsianPermohonan(jenis=frozenset())))
    assert "✓" not in text
    assert text.count("(………") == 2


def test_letters_with_marks_and_markup_are_printed_as_they_are() -> None:
    person, other = IsianOrang(nama="Ñoña Čiček Đặng Øyvind"), IsianOrang(nama="Andre\u0301 <b>Ani</b>")
    text = squeezed(render(IsianPermohonan(pelapor=person, ibu=other)))
    assert "ÑoñaČičekĐặngØyvind" in text
    assert "Andr\u00e9<b>Ani</b>" in text


def test_same_input_gives_same_bytes(penuh: bytes) -> None:
    assert render.__wrapped__(make_isian()) == penuh


def test_another_moment_gives_other_bytes(penuh: bytes) -> None:
    later = Keterangan("F-2.01A permohonan", TANGGAL_DOKUMEN + timedelta(days=1))
    form = arrange(Jenis.F_2_01A, Varian())
    assert print_lembar(form, flatten_isian(make_isian()), later) != penuh


def test_document_carries_its_own_date_title_and_language(penuh: bytes) -> None:
    with pikepdf.open(io.BytesIO(penuh)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261105093000")
        assert "F-2.01A" in str(pdf.docinfo["/Title"])
        assert str(pdf.Root.Lang) == "id"
        assert pdf.Root.MarkInfo.Marked
        assert [float(side) for side in pdf.pages[0].mediabox] == pytest.approx([0, 0, 595.28, 841.89], abs=0.1)


def test_every_font_is_embedded(penuh: bytes) -> None:
    with pikepdf.open(io.BytesIO(penuh)) as pdf:
        found = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        descriptors = [one for one in found if one.get("/Type") == "/FontDescriptor"]
        assert all(any(key.startswith("/FontFile") for key in one.keys()) for one in descriptors)  # noqa: SIM118
        names = {str(one.FontName).split("+")[1] for one in descriptors}
    assert names == {"Bonum", "Bonum-Bold", "Kotak"}


def test_pages_of_f_2_01_are_numbered() -> None:
    pages = pages_of(render(make_isian(), Jenis.F_2_01))
    assert all(f"halaman {i} dari {len(pages)}" in page for i, page in enumerate(pages, 1))
    assert all("12/2026" in page for page in pages)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a.ttf",
        "file:///etc/passwd",
        "berkas:font/../cetak.py",
        "berkas:../../wsgi.py",
        "berkas:font/../../../x.ttf",
        "data:text/plain,x",
        "berkas:gambar/lain",
    ],
)
def test_fetcher_refuses_what_is_not_bundled(url: str) -> None:
    with pytest.raises(FetchRefusedError):
        BundledFetcher({}).fetch(url)
