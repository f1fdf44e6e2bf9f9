"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _reports()
    _judgements()
    _readings()
    _claims()
    _problems()
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE claim_words USING fts5(words, tokenize = 'unicode61 remove_diacritics 2')")


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("outlet", sa.Text),
        sa.Column("published", sa.Text),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("dateline", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("retrieved", sa.Text),
        sa.Column("archive", sa.Text),
        sa.Column("added", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_reports"),
        sa.UniqueConstraint("key", name="uq_reports_key"),
    )
    op.create_index("ix_reports_id", "reports", ["id"])
    op.create_index("ix_reports_hash", "reports", ["hash"])


def _judgements() -> None:
    op.create_table(
        "judgements",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("verb", sa.Text, nullable=False),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_judgements"),
        sa.UniqueConstraint("id", name="uq_judgements_id"),
    )
    op.create_index("ix_judgements_report", "judgements", ["report"])


def _readings() -> None:
    op.create_table(
        "readings",
        sa.Column("report", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("reader", sa.Text, nullable=False),
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
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("polarity", sa.Text, nullable=False),
        sa.Column("modality", sa.Text, nullable=False),
        sa.Column("start", sa.String(10)),
        sa.Column("end", sa.String(10)),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_claims"),
        sa.ForeignKeyConstraint(["report"], ["reports.seq"], name="fk_claims_report"),
        sa.UniqueConstraint("report", "n", name="uq_claims_report_n"),
    )
    op.create_index("ix_claims_type", "claims", ["type"])
    op.create_index("ix_claims_start_end", "claims", ["start", "end"])
    op.create_table(
        "claim_names",
        sa.Column("claim", sa.Integer, nullable=False),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.seq"], name="fk_claim_names_claim", ondelete="CASCADE"),
    )
    op.create_index("ix_claim_names_claim", "claim_names", ["claim"])
    op.create_index("ix_claim_names_role_name", "claim_names", ["role", "name"])


def _problems() -> None:
    op.create_table(
        "problems",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("report", sa.Integer),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("lost", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_problems"),
        sa.ForeignKeyConstraint(["report"], ["reports.seq"], name="fk_problems_report"),
    )
    op.create_index("ix_problems_report", "problems", ["report"])
