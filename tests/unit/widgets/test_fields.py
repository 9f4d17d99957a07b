import io
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import FileStorage, MultiDict

from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.widgets import BaseForm, BerkasField, Panjang, SandiField, TanggalField, TeksField, WajibDiisi

from .semua import DIISI, NILAI, SALAH, SemuaForm

KTP = ("ktp.jpg", b"isi berkas")


def fill(values: dict[str, object]) -> SemuaForm:
    return SemuaForm(formdata=MultiDict(values))


def upload(*files: tuple[str, bytes]) -> list[FileStorage]:
    return [FileStorage(io.BytesIO(content), filename=name) for name, content in files]


@pytest.mark.parametrize("name", NILAI)
def test_filled_field_gives_its_value(name: str) -> None:
    form = fill(DIISI)
    assert form[name].validate(form)
    assert form[name].data == NILAI[name]


@pytest.mark.parametrize("name", [*NILAI, "berkas"])
def test_empty_field_is_refused_in_its_own_words(name: str) -> None:
    form = fill({"teks": "   "})
    form.validate()
    assert form[name].errors == ["Bagian ini perlu diisi."]


@pytest.mark.parametrize("name", sorted({key.partition("-")[0] for key in SALAH}))
def test_wrong_value_gives_one_message_and_stays_typed(name: str) -> None:
    form = fill(SALAH)
    form.validate()
    assert len(form[name].errors) == 1
    assert form[name].errors != ["Bagian ini perlu diisi."]


def test_nik_keeps_what_was_typed() -> None:
    form = fill({"nik": " 1871 0141 "})
    form.validate()
    assert form.nik.terketik == " 1871 0141 "


def test_lone_tick_box_not_sent_is_false() -> None:
    assert fill({"teks": "x"}).centang.data is False


@pytest.mark.parametrize(("typed", "part"), [({"wafat-hari": "3"}, "bulan"), ({"wafat-tahun": "2026"}, "hari")])
def test_date_names_the_part_that_is_missing(typed: dict[str, str], part: str) -> None:
    form = fill(typed)
    form.validate()
    assert [b.nama for b in form.wafat.bagian_tampil() if b.salah] == [f"wafat-{part}"]
    assert form.wafat.id_fokus == f"wafat-{part}"


def test_error_of_another_check_marks_the_whole_date() -> None:
    form = fill(DIISI)
    form.validate()
    form.wafat.add_error("Tanggal meninggal sesudah tanggal pemakaman.")
    assert all(b.salah for b in form.wafat.bagian_tampil())


def test_stored_dates_are_shown_in_their_boxes() -> None:
    form = SemuaForm(formdata=None, data={"wafat": date(2026, 3, 3), "lahir": TanggalTakLengkap(1950, 8)})
    assert form.wafat.terketik == {"hari": "3", "bulan": "3", "tahun": "2026"}
    assert form.lahir.terketik == {"hari": "", "bulan": "8", "tahun": "1950"}


def test_date_keeps_its_prefix() -> None:
    class Formulir(BaseForm):
        tanggal = TanggalField("Tanggal")

    form = Formulir(
        formdata=MultiDict({"a-tanggal-hari": "1", "a-tanggal-bulan": "1", "a-tanggal-tahun": "2020"}),
        prefix="a",
    )
    assert form.tanggal.data == date(2020, 1, 1)


def test_password_keeps_spaces_and_is_not_sent_back() -> None:
    class Formulir(BaseForm):
        sandi = SandiField("Kata sandi")

    form = Formulir(formdata=MultiDict({"sandi": " rahasia sekali "}))
    assert form.sandi.data == " rahasia sekali "
    assert "rahasia" not in str(form.sandi)


def test_length_counts_letters() -> None:
    class Formulir(BaseForm):
        alasan = TeksField("Alasan", [WajibDiisi(), Panjang(minimal=10, maksimal=20)])

    short, long = (Formulir(formdata=MultiDict({"alasan": text})) for text in ("pendek", "x" * 21))
    assert not short.validate()
    assert short.alasan.errors == ["Tulis paling sedikit 10 huruf."]
    assert not long.validate()
    assert long.alasan.errors == ["Tulis paling banyak 20 huruf. Yang diketik 21."]


def test_files_are_kept_and_empty_choices_dropped() -> None:
    form = SemuaForm(formdata=MultiDict([("berkas", f) for f in upload(KTP, ("", b""))]))
    form.validate()
    assert [f.filename for f in form.berkas.data] == ["ktp.jpg"]
    assert not form.berkas.errors


def test_too_many_and_too_large_files_are_refused_by_name() -> None:
    class Formulir(BaseForm):
        berkas = BerkasField("Bukti", paling=2, batas_mb=1)

    many = Formulir(formdata=MultiDict([("berkas", f) for f in upload(KTP, KTP, KTP)]))
    large = Formulir(formdata=MultiDict([("berkas", f) for f in upload(("besar.pdf", b"x" * 1_100_000))]))
    assert not many.validate()
    assert many.berkas.errors == ["Paling banyak 2 berkas. Yang dipilih 3."]
    assert not large.validate()
    assert large.berkas.errors == ["besar.pdf: terlalu besar, paling besar 1 MB."]


NAMES = [
    *NILAI,
    "berkas",
    *(f"{d}-{p}" for d in ("wafat", "lahir") for p in ("hari", "bulan", "tahun", "jam")),
]
posted = st.lists(
    st.tuples(
        st.sampled_from([*NAMES, "nama[]", "nama.0", "wafat"]),
        st.text(max_size=40) | st.sampled_from(["9" * 500, "٣", "\ud800", "-1", "1e9", "\x00", "²"]) | st.just(None),
    ),
    max_size=30,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(posted)
def test_no_post_of_any_shape_raises(pairs: list[tuple[str, str | None]]) -> None:
    data = MultiDict([(name, upload(KTP)[0] if value is None else value) for name, value in pairs])
    form = SemuaForm(formdata=data)
    form.validate()
    for field in form:
        assert str(field)


@pytest.mark.parametrize("body", ["5", "[1,2]", '{"nama": {"a": 1}}', "null"])
def test_json_body_is_an_empty_form(aplikasi, body: str) -> None:
    with aplikasi.test_request_context("/", method="POST", data=body, content_type="application/json"):
        form = SemuaForm()
        assert not form.validate_on_submit()
        assert form.nama.errors == ["Bagian ini perlu diisi."]
