"""Which papers a case needs: every case against every condition, and what must hold whatever the facts."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.berkas.kebutuhan import PERMOHONAN, FaktaKasus, Kapan, Pilihan, list_needs, papers_of_file
from pemakaman.dokumen.jenis import URUTAN, Jenis
from pemakaman.laporan.rules import JenisBukti, Kasus

ADA_SURAT = frozenset({JenisBukti.SURAT_KEMATIAN})
# What each case needs with a letter of death, a family card and nothing special: obligatory ones marked with *.
BIASA: dict[Kasus, str] = {
    Kasus.RUMAH: "F-2.01A* F-1.02 SK-PEMAKAMAN TANDA-TERIMA",
    Kasus.RUMAH_SAKIT: "F-2.01A* F-1.02 SK-PEMAKAMAN TANDA-TERIMA",
    Kasus.TIDAK_DIKENAL: "F-2.01A* SK-PEMAKAMAN TANDA-TERIMA",
    Kasus.HILANG: "F-2.01A* F-1.02 TANDA-TERIMA",
    Kasus.PESAWAT: "F-2.01A* F-1.02 SK-PEMAKAMAN TANDA-TERIMA",
    Kasus.LUAR_NEGERI: "F-2.01A* F-1.02 SK-PEMAKAMAN TANDA-TERIMA",
    Kasus.ORANG_ASING: "F-2.01A* F-1.02 SK-PEMAKAMAN TANDA-TERIMA",
    Kasus.TIDAK_TERDAFTAR: "F-2.01A* F-1.04* SPTJM-KEMATIAN SK-PEMAKAMAN TANDA-TERIMA",
    Kasus.BAYI: "F-2.01A* F-1.02 SK-PEMAKAMAN TANDA-TERIMA",
    Kasus.LAHIR_MATI: "F-2.01A* SK-PEMAKAMAN TANDA-TERIMA",
}


def shown(fakta: FaktaKasus) -> str:
    return " ".join(f"{need.jenis}{'*' if need.wajib else ''}" for need in list_needs(fakta))


def added(kasus: Kasus, **facts: object) -> set[str]:
    """What these facts add to the usual papers of a case."""
    plain = FaktaKasus(kasus, bukti=ADA_SURAT)
    return set(shown(replace(plain, **facts)).split()) - set(shown(plain).split())


@pytest.mark.parametrize("kasus", list(Kasus))
def test_usual_papers_of_each_case(kasus: Kasus) -> None:
    assert shown(FaktaKasus(kasus, bukti=ADA_SURAT)) == BIASA[kasus]


SEMUA, TIADA = set(Kasus), set[Kasus]()
DI_KK = SEMUA - {Kasus.TIDAK_DIKENAL, Kasus.TIDAK_TERDAFTAR, Kasus.LAHIR_MATI}
DENGAN_SURAT = {Kasus.RUMAH, Kasus.RUMAH_SAKIT, Kasus.ORANG_ASING, Kasus.TIDAK_TERDAFTAR, Kasus.BAYI}
TANPA_LAHIR_MATI = SEMUA - {Kasus.LAHIR_MATI}
# A condition, the paper that it adds, and the cases in which it does.
SYARAT: list[tuple[dict[str, object], str, set[Kasus]]] = [
    ({"kawin": True}, "F-1.06", DI_KK),
    ({"kawin": True, "pasangan_dikenal": True}, "F-1.06", DI_KK),
    ({"dikuasakan": True}, "F-1.07*", TANPA_LAHIR_MATI - {Kasus.TIDAK_DIKENAL}),
    ({"bukti": frozenset()}, "F-2.29", DENGAN_SURAT),
    ({"bukti": frozenset()}, "SPTJM-KEMATIAN", DENGAN_SURAT - {Kasus.TIDAK_TERDAFTAR}),
    ({"akta_terbit": True, "pembetulan": True}, "F-2.01F*", SEMUA),
    ({"akta_terbit": True, "pembatalan": True}, "F-2.01F*", SEMUA),
    ({"akta_terbit": True}, "F-2.01F*", TIADA),
    ({"pembetulan": True, "pembatalan": True}, "F-2.01F*", TIADA),
    ({"formulir": Jenis.F_2_01}, "F-2.01*", SEMUA),
    ({"ada_nik": False, "ada_kk": False}, "F-1.04", {Kasus.RUMAH, Kasus.RUMAH_SAKIT}),
    ({"diminta": frozenset({Jenis.F_1_04})}, "F-1.04*", TANPA_LAHIR_MATI - {Kasus.TIDAK_TERDAFTAR}),
    ({"diminta": frozenset({Jenis.SPTJM})}, "SPTJM-KEMATIAN*", TANPA_LAHIR_MATI),
    ({"diminta": frozenset({Jenis.F_2_29})}, "F-2.29*", DENGAN_SURAT),
    ({"diminta": frozenset({Jenis.F_1_02})}, "F-1.02*", DI_KK),
    ({"diminta": frozenset({Jenis.SK_PEMAKAMAN})}, "SK-PEMAKAMAN*", SEMUA - {Kasus.HILANG}),
    ({"diminta": frozenset({Jenis.TANDA_TERIMA})}, "TANDA-TERIMA*", SEMUA),
]


@pytest.mark.parametrize("kasus", list(Kasus))
@pytest.mark.parametrize(("facts", "paper", "cases"), SYARAT, ids=lambda value: value if type(value) is str else "")
def test_each_condition_in_each_case(kasus: Kasus, facts: dict[str, object], paper: str, cases: set[Kasus]) -> None:
    assert (paper in added(kasus, **facts)) is (kasus in cases)


def test_head_of_the_household_changes_the_reason_of_the_family_card() -> None:
    words = {
        head: next(one.sebab for one in list_needs(FaktaKasus(Kasus.RUMAH, kepala_keluarga=head)) if "KK" in one.sebab)
        for head in (True, False, None)
    }
    assert "pergantian kepala keluarga" in words[True]
    assert "peristiwa penting" in words[False]
    assert all(part in words[None] for part in ("pergantian kepala keluarga", "peristiwa penting"))


@pytest.mark.parametrize("kasus", [Kasus.ORANG_ASING, Kasus.BAYI])
def test_no_family_card_no_change_of_it(kasus: Kasus) -> None:
    assert "F-1.02" not in shown(FaktaKasus(kasus, ada_kk=False, kawin=True))


def test_supporting_papers_make_the_statement_of_none_a_choice() -> None:
    with_papers = frozenset({JenisBukti.DOKUMEN_PENDUKUNG})
    assert "F-1.04*" not in shown(FaktaKasus(Kasus.TIDAK_TERDAFTAR, bukti=with_papers)).split()


def test_a_signed_power_of_attorney_is_not_printed_again() -> None:
    fakta = FaktaKasus(Kasus.RUMAH, dikuasakan=True)
    assert Jenis.F_1_07 in papers_of_file(list_needs(fakta))
    signed = replace(fakta, bukti=frozenset({JenisBukti.SURAT_KUASA}))
    assert Jenis.F_1_07 not in papers_of_file(list_needs(signed))
    printed = replace(fakta, dicetak=frozenset({Jenis.F_1_07}))
    assert Jenis.F_1_07 not in papers_of_file(list_needs(printed))


def test_officer_adds_and_leaves_out_but_nothing_obligatory() -> None:
    needs = list_needs(FaktaKasus(Kasus.RUMAH, kawin=True, diminta=frozenset({Jenis.F_1_02})))
    chosen = Pilihan(tambah=frozenset({Jenis.SPTJM, Jenis.F_2_01}), tanpa=frozenset({Jenis.F_1_02, Jenis.F_1_06}))
    assert papers_of_file(needs, chosen) == [Jenis.F_2_01A, Jenis.F_1_02, Jenis.SPTJM]


FAKTA = st.builds(
    FaktaKasus,
    st.sampled_from(Kasus),
    formulir=st.sampled_from(sorted(PERMOHONAN)),
    ada_nik=st.booleans(),
    ada_kk=st.booleans(),
    orang_asing=st.booleans(),
    kawin=st.booleans(),
    pasangan_dikenal=st.booleans(),
    kepala_keluarga=st.none() | st.booleans(),
    dikuasakan=st.booleans(),
    bukti=st.frozensets(st.sampled_from(JenisBukti)),
    akta_terbit=st.booleans(),
    pembetulan=st.booleans(),
    pembatalan=st.booleans(),
    diminta=st.frozensets(st.sampled_from(Jenis)),
    dicetak=st.frozensets(st.sampled_from(Jenis)),
)
PILIHAN = st.builds(Pilihan, st.frozensets(st.sampled_from(Jenis)), st.frozensets(st.sampled_from(Jenis)))


@given(FAKTA)
def test_one_application_each_kind_once_in_order_with_a_reason(fakta: FaktaKasus) -> None:
    needs = list_needs(fakta)
    kinds = [need.jenis for need in needs]
    assert [kind for kind in kinds if kind in PERMOHONAN] == [fakta.formulir]
    assert kinds == sorted(set(kinds), key=URUTAN.__getitem__)
    assert all(need.sebab.endswith(".") and need.siapa for need in needs)
    assert Jenis.SURAT not in kinds
    assert Jenis.PENGANTAR not in kinds


@given(FAKTA, PILIHAN)
def test_a_file_holds_its_application_and_all_that_is_obligatory(fakta: FaktaKasus, pilihan: Pilihan) -> None:
    needs = list_needs(fakta)
    papers = papers_of_file(needs, pilihan)
    assert papers == sorted(set(papers), key=URUTAN.__getitem__)
    assert [one for one in papers if one in PERMOHONAN] == [fakta.formulir]
    assert {one.jenis for one in needs if one.wajib and one.kapan is Kapan.SESUDAH} <= set(papers)
    assert Jenis.F_2_01F not in papers
