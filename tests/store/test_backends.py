"""What every backend must stand: damage, an older version's tables, several writers, what may not be changed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from tests.store.test_store import DENIAL, REPORT, SHELLING, TEXT

from fogline.core.claim import Claim, ClaimType, Mention, Quote
from fogline.core.report import Report
from fogline.core.span import Span
from fogline.store import ClaimQuery, StoreError, open_store, schema
from fogline.store.migrations import config
from fogline.store.words import words

WRITTEN = Path(__file__).parent / "written"


def change(store, *statements):
    """Statements of somebody who goes round the program, the database's own refusals taken away."""
    with store._engine.begin() as on:
        if on.dialect.name == "sqlite":
            for name in on.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
                on.execute(text(f"DROP TRIGGER {name}"))
        else:
            for table in ("reports", "judgements"):
                on.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        for statement in statements:
            on.execute(text(statement))


@pytest.fixture
def filled(store):
    store.add(REPORT, [SHELLING, DENIAL], [], "v1")
    store.add(Report("r2", "Quiet in Harim."), [], [], "v1")
    return store


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE reports SET text = text || '!' WHERE id = 'r1'", "store.hash"),
        ("UPDATE reports SET text = 'x' || text WHERE id = 'r1'", "store.offset"),
        ("UPDATE reports SET outlet = 'Other' WHERE id = 'r1'", "store.key"),
        ("UPDATE reports SET published = '2023-03-07' WHERE id = 'r1'", "store.chain"),
        ("DELETE FROM reports WHERE id = 'r1'", "store.chain"),
        ("DELETE FROM claims WHERE n = 1", "store.count"),
        ("UPDATE claims SET body = '{}' WHERE n = 1", "store.claim"),
        ("DELETE FROM readings", "store.unread"),
        ("DELETE FROM claim_words", "store.index"),
        ("DELETE FROM claim_names", "store.names"),
    ],
)
def test_check_finds(filled, statement, code):
    if statement.startswith("DELETE FROM reports"):
        change(
            filled, "DELETE FROM claim_words", "DELETE FROM claim_names", "DELETE FROM claims", "DELETE FROM readings"
        )
    change(filled, statement)
    assert code in [p.code for p in filled.check()]


@pytest.mark.parametrize("table", ["reports", "judgements"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = 'x'", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_what_is_appended(filled, table, statement):
    filled.judge(judgement("j1"))
    with pytest.raises(Exception, match="appended, never changed"), filled._engine.begin() as on:
        on.execute(text(statement.format(table)))
    assert list(filled.check()) == []


def test_migrations_lead_to_the_tables(store):
    with store._engine.connect() as on:
        context = MigrationContext.configure(
            on,
            opts={"include_object": lambda _, name, *__: not str(name).startswith(("claim_words", "ix_claim_words"))},
        )
        assert compare_metadata(context, schema.metadata) == []
    assert ScriptDirectory.from_config(config()).get_current_head() == schema.REVISION


# --- a record written by the first version's tables ---


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request, tmp_path):
    if request.param == "sqlite":
        return str(shutil.copy(WRITTEN / "0001.sqlite", tmp_path / "old.db"))
    server = request.getfixturevalue("postgres")
    address = server.database()
    server.run((WRITTEN / "0001.sql").read_text(), server.name(address))
    return address


def test_a_record_of_the_first_tables_is_brought_up_to_date(old):
    store = open_store(old, create=False)
    assert list(store.check()) == []
    assert [r.report.id for r in store.reports()] == ["r1", "r2"]
    assert [c.claim for c in store.claims()] == [SHELLING, DENIAL]
    assert [c.claim.id for c in store.claims(ClaimQuery(text="civil shells"))] == ["c1"]
    assert [j.id for j in store.judgements()] == ["j1", "j2"]
    assert sorted(p.code for p in store.problems()) == ["ingest.no_date", "read.odd"]
    assert not store.add(REPORT, [], [], "v2")
    assert store.add(Report("r3", "New."), [], [], "v2")
    assert store.judge(judgement("j3"))
    assert list(store.check()) == []
    store.close()
    again = open_store(old, create=False)
    assert again.counts().reports == 3
    again.close()


# --- several at once ---


ADD = """
import sys
from datetime import UTC, datetime
from fogline.core.judgement import Anchor, Judgement, Verb
from fogline.core.report import Report
from fogline.store import open_store
def judgement(id):
    return Judgement(id, Verb.NOTE, "ada", datetime(2024, 1, 1, tzinfo=UTC), "seen", Anchor("r1"))
store, name = open_store(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
sys.stdin.readline()
for n in range(20):
    store.add(Report(f"{name}{n}", f"text {name} {n}"), [], [], "v1")
    store.add(Report(f"same{n}", f"text of both {n}"), [], [], "v1")
    store.judge(judgement(f"{name}-{n}"))
    store.judge(judgement(f"both-{n}"))
store.close()
"""


def judgement(id):
    from datetime import UTC, datetime

    from fogline.core.judgement import Anchor, Judgement, Verb

    return Judgement(id, Verb.NOTE, "ada", datetime(2024, 1, 1, tzinfo=UTC), "seen", Anchor("r1", Span(0, 6), "Shells"))


def test_two_processes_write_at_once_and_nothing_is_lost(address):
    command = [sys.executable, "-c", ADD, address]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([*command, "a"], **pipes) as one, subprocess.Popen([*command, "b"], **pipes) as two:
        for process in (one, two):  # also the tables are made by both at once
            assert process.stdout.readline() == "ready\n"
        for process in (one, two):
            process.stdin.write("go\n")
            process.stdin.flush()
        assert (one.wait(60), two.wait(60)) == (0, 0)
    store = open_store(address)
    assert list(store.check()) == []
    assert store.counts().reports == 3 * 20
    assert store.counts().judgements == 3 * 20
    store.close()


def test_what_another_has_written_shows(store, address):
    other, before = open_store(address), store.written()
    assert other.add(REPORT, [], [], "v1")
    assert store.written() > before
    before = store.written()
    assert not other.add(REPORT, [], [], "v1")
    other.note([])
    assert store.written() == before
    other.close()


# --- words ---


def worded(store, *texts):
    for n, found in enumerate(texts):
        claim = Claim(f"c{n}", ClaimType.ATTACK, Quote(Span(0, len(found)), found), agents=(Mention("x"),))
        store.add(Report(f"r{n}", found), [claim], [], "v1")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tuba", ["c0"]),
        ("TÛBA", ["c0"]),
        ("Tu\u0302ba", ["c0"]),
        ("al-Bab", ["c0"]),
        ("bab al", ["c0"]),
        ("ba", []),
        ("д\u0456м", []),
        ("київ", ["c1"]),
        ("киів", []),
        ("\u062d\u0644\u0628", ["c2"]),
        ("M-24", ["c2"]),
        ("don't", ["c3"]),
        ("don t", ["c3"]),
        ("snake_case", ["c3"]),
        ("İdil", ["c3"]),
        ("nul\0 al", []),
        ("half \ud800", []),
        ("*", []),
        ('" OR 1', []),
        ("NEAR(al bab)", []),
    ],
)
def test_words_are_found_alike(store, query, found):
    worded(store, "Men of Tûba and al-Bab", "У Київ", "\u062d\u0644\u0628 M-24", "don't snake_case İdil")
    assert [c.claim.id for c in store.claims(ClaimQuery(text=query))] == found


def test_the_words_of_a_text():
    assert words("Al-Bāb, al-Bab: 24 killed_then") == ["al", "bab", "24", "killed", "then"]


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "%", "_", "r1%", "'; DROP TABLE reports; --", "x" * 10_000])
def test_odd_names_are_not_found(filled, name):
    for ask in (filled.report, filled.claim):
        with pytest.raises(KeyError):
            ask(name)
    with pytest.raises(KeyError):
        filled.claim(f"r1/{name}")
    assert list(filled.claims(ClaimQuery(actor=name))) == []
    assert filled.counts().reports == 2


def test_the_order_is_that_of_the_bytes(store):
    days = ["2023-03-06T10:00", "2023-03-06", "2023-03-06 09:00", "2023-03-05", None]
    for n, day in enumerate(days):
        store.add(Report(f"r{n}", f"{TEXT} {n}", published=day), [], [], "v1")
    assert [r.report.published for r in store.reports()] == [None, *sorted(d for d in days if d)]


# --- where there is no record ---


def test_addresses_that_lead_nowhere(postgres, tmp_path):
    empty, foreign = postgres.database(), postgres.database()
    postgres.run("CREATE TABLE theirs (x int)", postgres.name(foreign))
    for address, code in (
        (empty, "store.missing"),
        (foreign, "store.foreign"),
        (postgres.address("none"), "store.missing"),
        (f"postgresql://fogline:secret@/x?host={tmp_path}", "store.unreachable"),
        ("postgresql://fogline:secret@127.0.0.1:1/x", "store.unreachable"),
        ("postgresql://fogline:secret@host:port/x", "store.address"),
        ("mysql://fogline:secret@host/x", "store.backend"),
    ):
        with pytest.raises(StoreError) as error:
            open_store(address, create=False)
        assert error.value.problem.code == code
        assert "secret" not in str(error.value)


def test_a_later_version_is_refused_by_both(store, address):
    change(store, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="later version"):
        open_store(address)


def test_without_the_driver_it_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"fogline\[postgres\]"):
        open_store("postgresql://x@host/db")


def test_a_server_that_stops_is_said_in_words(postgres):
    address = postgres.store_address()
    store, name = open_store(address), postgres.name(address)
    with store._engine.connect() as on:
        postgres.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        with pytest.raises(StoreError) as error:
            on.execute(text("SELECT 1"))
    assert error.value.problem.code == "store.unreachable"
    assert store.add(REPORT, [], [], "v1")
    store.close()
