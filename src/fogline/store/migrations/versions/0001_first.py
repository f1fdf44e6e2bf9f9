"""The first tables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _short(length: int) -> sa.types.TypeEngine[str]:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    _reports()
    _judgements()
    _readings()
    _claims()
    _problems()
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE claim_words USING fts5(words, tokenize = 'unicode61 remove_diacritics 2')")
    else:
        _words()


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("key", _short(64), nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("hash", _short(64), nullable=False),
        sa.Column("outlet", TEXT),
        sa.Column("published", TEXT),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("dateline", TEXT),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("url", TEXT),
        sa.Column("retrieved", TEXT),
        sa.Column("archive", TEXT),
        sa.Column("added", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_reports"),
        sa.UniqueConstraint("key", name="uq_reports_key"),
    )
    op.create_index("ix_reports_id", "reports", ["id"])
    op.create_index("ix_reports_hash", "reports", ["hash"])


def _judgements() -> None:
    op.create_table(
        "judgements",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("verb", TEXT, nullable=False),
        sa.Column("report", TEXT, nullable=False),
        sa.Column("body", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_judgements"),
        sa.UniqueConstraint("id", name="uq_judgements_id"),
    )
    op.create_index("ix_judgements_report", "judgements", ["report"])


def _readings() -> None:
    op.create_table(
        "readings",
        sa.Column("report", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("reader", TEXT, nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("report", name="pk_readings"),
        sa.ForeignKeyConstraint(["report"], ["reports.seq"], name="fk_readings_report"),
    )
    op.create_index("ix_readings_reader", "readings", ["reader"])


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("report", sa.Integer, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("polarity", TEXT, nullable=False),
        sa.Column("modality", TEXT, nullable=False),
        sa.Column("start", _short(10)),
        sa.Column("end", _short(10)),
        sa.Column("body", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_claims"),
        sa.ForeignKeyConstraint(["report"], ["reports.seq"], name="fk_claims_report"),
        sa.UniqueConstraint("report", "n", name="uq_claims_report_n"),
    )
    op.create_index("ix_claims_type", "claims", ["type"])
    op.create_index("ix_claims_start_end", "claims", ["start", "end"])
    op.create_table(
        "claim_names",
        sa.Column("claim", sa.Integer, nullable=False),
        sa.Column("role", _short(8), nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.seq"], name="fk_claim_names_claim", ondelete="CASCADE"),
    )
    op.create_index("ix_claim_names_claim", "claim_names", ["claim"])
    op.create_index("ix_claim_names_role_name", "claim_names", ["role", "name"])


def _problems() -> None:
    op.create_table(
        "problems",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("report", sa.Integer),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("message", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("lost", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_problems"),
        sa.ForeignKeyConstraint(["report"], ["reports.seq"], name="fk_problems_report"),
    )
    op.create_index("ix_problems_report", "problems", ["report"])


def _words() -> None:
    """Where SQLite has its own index of words, PostgreSQL has the words, as a set that can be asked for."""
    op.create_table(
        "claim_words",
        sa.Column("claim", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("words", postgresql.ARRAY(TEXT), nullable=False),
        sa.PrimaryKeyConstraint("claim", name="pk_claim_words"),
        sa.ForeignKeyConstraint(["claim"], ["claims.seq"], name="fk_claim_words_claim", ondelete="CASCADE"),
    )
    op.create_index("ix_claim_words_words", "claim_words", ["words"], postgresql_using="gin")
