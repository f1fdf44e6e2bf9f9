"""The tables. ``migrations/`` leads to them; a test holds the two together."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
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
from sqlalchemy.types import TypeEngine

REVISION = "0002"

# PostgreSQL orders text by the rules of a language unless told otherwise; SQLite by its bytes, and so do we.
TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def short(length: int) -> TypeEngine[str]:
    return String(length).with_variant(String(length, collation="C"), "postgresql")


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
    Column("key", short(64), nullable=False, unique=True),
    Column("id", TEXT, nullable=False, index=True),
    Column("hash", short(64), nullable=False, index=True),
    Column("outlet", TEXT),
    Column("published", TEXT),
    Column("title", TEXT, nullable=False),
    Column("dateline", TEXT),
    Column("text", TEXT, nullable=False),
    Column("url", TEXT),
    Column("retrieved", TEXT),
    Column("archive", TEXT),
    Column("added", TEXT, nullable=False),
    Column("chain", short(64), nullable=False, server_default=""),
)

judgements = Table(
    "judgements",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", TEXT, nullable=False, unique=True),
    Column("verb", TEXT, nullable=False),
    Column("report", TEXT, nullable=False, index=True),
    Column("body", TEXT, nullable=False),
    Column("chain", short(64), nullable=False, server_default=""),
)

# One row: how often anything was written, so that others can see that something was.
writes = Table("writes", metadata, Column("n", BigInteger, nullable=False))

# --- derived, replaced by a newer reading ---

readings = Table(
    "readings",
    metadata,
    Column("report", Integer, ForeignKey("reports.seq"), primary_key=True, autoincrement=False),
    Column("reader", TEXT, nullable=False, index=True),
    Column("claims", Integer, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("report", Integer, ForeignKey("reports.seq"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("id", TEXT, nullable=False),
    Column("type", TEXT, nullable=False, index=True),
    Column("polarity", TEXT, nullable=False),
    Column("modality", TEXT, nullable=False),
    Column("start", short(10)),
    Column("end", short(10)),
    Column("body", TEXT, nullable=False),
    UniqueConstraint("report", "n"),
    Index(None, "start", "end"),
)

# Every name a claim can be asked for by, in lower case.
claim_names = Table(
    "claim_names",
    metadata,
    Column("claim", Integer, ForeignKey("claims.seq", ondelete="CASCADE"), nullable=False, index=True),
    Column("role", short(8), nullable=False),
    Column("name", TEXT, nullable=False),
    Index(None, "role", "name"),
)

problems = Table(
    "problems",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("report", Integer, ForeignKey("reports.seq"), index=True),
    Column("code", TEXT, nullable=False),
    Column("message", TEXT, nullable=False),
    Column("subject", TEXT, nullable=False),
    Column("lost", Boolean, nullable=False),
)
