"""Alembic's entry: the address comes from the caller, the tables from the models."""

from alembic import context

from pemakaman.db import make_engine
from pemakaman.models import metadata


def include_object(_item: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    """Leave the job queue's own tables to its own schema."""
    return not (kind == "table" and (name or "").startswith("procrastinate_"))


def run() -> None:
    """Run the migrations in one transaction, as the owner."""
    engine = make_engine(context.config.attributes["url"], role=None)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=metadata,
            include_object=include_object,
            compare_type=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
