"""What the base of every page says on paper."""

from flask import Flask
from sqlalchemy import Engine

from pemakaman.akun.rules import Peran
from tests.pabrik import make_actor, sign_in


def test_paper_names_who_printed_it(database: Engine, app: Flask) -> None:
    actor = make_actor(Peran.VERIFIKATOR)
    page = sign_in(app, actor).get("/berkas").text
    assert f"Dicetak oleh {actor.nama} (Verifikator Disdukcapil), data per" in page
    assert 'media="print"' in page


def test_first_visit_does_not_fetch_the_style_of_paper(database: Engine, app: Flask) -> None:
    page = app.test_client().get("/masuk").text
    assert 'media="print"' not in page
    assert "Dicetak oleh" not in page
