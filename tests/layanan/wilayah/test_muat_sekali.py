"""The region table is loaded once for each shipped file."""

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from pemakaman.wilayah.services import ensure_wilayah


def test_second_start_does_not_load_again(database: Engine, owner: Engine) -> None:
    with Session(owner) as session:
        first, second = ensure_wilayah(session), ensure_wilayah(session)
        session.rollback()
    assert first is not None
    assert (first.tidak_berlaku, second) == (0, None)
