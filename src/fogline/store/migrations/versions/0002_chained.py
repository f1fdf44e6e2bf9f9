"""What is appended is chained, and the database itself refuses to change it; a count of writes."""

import sqlalchemy as sa
from alembic import op

from fogline.store import chain

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPENDED = ("reports", "judgements")
REFUSED = "are appended, never changed"


def upgrade() -> None:
    lite = op.get_bind().dialect.name == "sqlite"
    link = sa.String(64) if lite else sa.String(64, collation="C")
    for table in APPENDED:
        op.add_column(table, sa.Column("chain", link, nullable=False, server_default=""))
        _chain(table)
    op.create_table("writes", sa.Column("n", sa.BigInteger, nullable=False))
    op.execute("INSERT INTO writes (n) VALUES (0)")
    for table in APPENDED:
        _refuse_in_sqlite(table) if lite else _refuse_in_postgresql(table)


def _chain(name: str) -> None:
    """Links for the rows that are there."""
    on = op.get_bind()
    table = sa.table(name, *(sa.column(c) for c in ("seq", "chain", *chain.FIELDS[name])))
    before, after = "", -1
    while found := on.execute(sa.select(table).where(table.c.seq > after).order_by(table.c.seq).limit(1000)).all():
        for row in found:
            before, after = chain.link(before, name, row._asdict()), row.seq
            on.execute(sa.update(table).where(table.c.seq == after).values(chain=before))


def _refuse_in_sqlite(table: str) -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} {REFUSED}'); END"
        )


def _refuse_in_postgresql(table: str) -> None:
    op.execute(
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} {REFUSED}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_appended BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    )
