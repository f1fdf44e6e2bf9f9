"""What the SQLite file must stand: damage, other files, later versions, a kill in the middle."""

import sqlite3
import subprocess
import sys

import pytest
from tests.store.test_store import DENIAL, REPORT, SHELLING

from fogline.store import StoreError, open_store
from fogline.store.sqlite import SqliteStore


@pytest.fixture
def path(tmp_path):
    store = SqliteStore(tmp_path / "a.db")
    store.add(REPORT, [SHELLING, DENIAL], [], "v1")
    store.close()
    return tmp_path / "a.db"


def codes(path):
    store = SqliteStore(path)
    found = [p.code for p in store.check()]
    store.close()
    return found


def change(path, statement):
    with sqlite3.connect(path) as on:
        on.execute(statement)
    on.close()


def test_the_file_is_written_ahead(path):
    on = sqlite3.connect(path)
    assert on.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    on.close()


def test_other_files_are_refused_and_left_alone(tmp_path):
    text = tmp_path / "text.db"
    text.write_text("this is no database at all " * 100)
    other = tmp_path / "other.db"
    change(other, "CREATE TABLE theirs (x)")
    for path, code in (
        (text, "store.not_a_database"),
        (other, "store.foreign"),
        (tmp_path / "no" / "a.db", "store.unopenable"),
    ):
        before = path.read_bytes() if path.exists() else None
        with pytest.raises(StoreError) as error:
            open_store(path)
        assert error.value.problem.code == code
        assert before is None or path.read_bytes() == before


def test_a_later_version_is_refused(path):
    change(path, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="later version"):
        open_store(path)


def test_a_missing_record_is_not_made_by_asking(tmp_path):
    with pytest.raises(StoreError, match="fogline ingest"):
        open_store(tmp_path / "a.db", create=False)
    assert list(tmp_path.iterdir()) == []


ADD_FOREVER = """
import sys
from fogline.core.report import Report
from fogline.store.sqlite import SqliteStore
store = SqliteStore(sys.argv[1])
for n in range(100_000):
    store.add(Report(f"r{n}", f"text {n} " * 50), [], [], "v1")
    if n == 50:
        print("fifty", flush=True)
"""


def test_killed_while_writing_it_is_whole(tmp_path):
    path = tmp_path / "a.db"
    with subprocess.Popen([sys.executable, "-c", ADD_FOREVER, str(path)], stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"fifty\n"
        process.kill()
    assert codes(path) == []
    store = SqliteStore(path)
    ids = [int(r.report.id[1:]) for r in store.reports()]
    assert sorted(ids) == list(range(len(ids)))
    assert len(ids) > 50
    store.close()
