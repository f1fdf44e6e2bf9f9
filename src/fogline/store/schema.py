"""The tables. ``migrations/`` leads to them; a test holds the two together."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

REVISION = "0001"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# --- appended, never changed ---

reports = Table(
    "reports",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("id", Text, nullable=False, index=True),
    Column("hash", String(64), nullable=False, index=True),
    Column("outlet", Text),
    Column("published", Text),
    Column("title", Text, nullable=False),
    Column("dateline", Text),
    Column("text", Text, nullable=False),
    Column("url", Text),
    Column("retrieved", Text),
    Column("archive", Text),
    Column("added", Text, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("verb", Text, nullable=False),
    Column("report", Text, nullable=False, index=True),
    Column("body", Text, nullable=False),
)

# --- derived, replaced by a newer reading ---

readings = Table(
    "readings",
    metadata,
    Column("report", Integer, ForeignKey("reports.seq"), primary_key=True, autoincrement=False),
    Column("reader", Text, nullable=False, index=True),
    Column("claims", Integer, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("report", Integer, ForeignKey("reports.seq"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("id", Text, nullable=False),
    Column("type", Text, nullable=False, index=True),
    Column("polarity", Text, nullable=False),
    Column("modality", Text, nullable=False),
    Column("start", String(10)),
    Column("end", String(10)),
    Column("body", Text, nullable=False),
    UniqueConstraint("report", "n"),
    Index(None, "start", "end"),
)

# Every name a claim can be asked for by, in lower case.
claim_names = Table(
    "claim_names",
    metadata,
    Column("claim", Integer, ForeignKey("claims.seq", ondelete="CASCADE"), nullable=False, index=True),
    Column("role", String(8), nullable=False),
    Column("name", Text, nullable=False),
    Index(None, "role", "name"),
)

problems = Table(
    "problems",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("report", Integer, ForeignKey("reports.seq"), index=True),
    Column("code", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("lost", Boolean, nullable=False),
)
