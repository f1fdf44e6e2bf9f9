"""A disk that is full, a record that may not be written or is locked, a clock set back: said in words, nothing lost."""

import contextlib
import json
import sqlite3
import subprocess
import sys
import threading
import urllib.error
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event
from tests.store.test_backends import judgement
from tests.store.test_store import DENIAL, REPORT, SHELLING
from typer.testing import CliRunner

from fogline.cli import app
from fogline.core.judgement import Anchor, Judgement, Verb, moment
from fogline.core.report import Report
from fogline.reconcile.judgements import in_force
from fogline.store import StoreError, open_store, sqlite


@pytest.fixture
def path(tmp_path):
    store = open_store(tmp_path / "a.db")
    store.add(REPORT, [SHELLING, DENIAL], [], "v1")
    store.close()
    return tmp_path / "a.db"


def whole(path, reports):
    store = open_store(path)
    assert list(store.check()) == []
    assert store.counts().reports == reports
    store.close()


def test_a_full_database_says_so_and_keeps_what_it_has(path):
    store = open_store(path)

    @event.listens_for(store._engine, "connect")
    def _bounded(connection, _):
        connection.execute(f"PRAGMA max_page_count = {connection.execute('PRAGMA page_count').fetchone()[0] + 2}")

    store._engine.dispose()
    kept, problem = 1, None
    for n in range(50):
        try:
            kept += store.add(Report(f"r{n}", f"text {n} " * 2000), [], [], "v1")
        except StoreError as error:
            problem = error.problem
            break
    store.close()
    assert problem is not None
    assert problem.code == "store.full"
    whole(path, kept)


FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
size = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
sys.argv = ["fogline", *sys.argv[2:]]
from fogline.cli import main
main()
"""


def test_a_full_disk_ends_the_command_in_words(path, tmp_path):
    rows = [
        json.dumps({"text": f"Quiet day {n}. " * 300, "outlet": "W", "published": "2023-03-07"}) for n in range(200)
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(rows))
    command = ["ingest", str(tmp_path / "in.jsonl"), "--db", str(path), "--workers", "1"]
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(path.stat().st_size + 250_000), *command], capture_output=True, text=True
    )
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert "store.full" in done.stderr or "store.disk" in done.stderr
    store = open_store(path)
    kept = store.counts().reports
    store.close()
    assert 1 < kept < 201
    whole(path, kept)
    assert CliRunner().invoke(app, command).exit_code == 0
    whole(path, 201)


def test_what_may_not_be_written_can_be_read(path):
    store = open_store(path)

    @event.listens_for(store._engine, "connect")
    def _read_only(connection, _):
        connection.execute("PRAGMA query_only = ON")

    store._engine.dispose()
    assert [c.claim for c in store.claims()] == [SHELLING, DENIAL]
    with pytest.raises(StoreError) as error:
        store.judge(judgement("j1"))
    assert error.value.problem.code == "store.read_only"
    store.close()
    whole(path, 1)


def test_a_locked_record_can_be_read_and_says_when_it_cannot_be_written(path, monkeypatch):
    monkeypatch.setattr(sqlite, "_WAIT_MS", 200)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    store = open_store(path)
    assert store.counts().reports == 1
    with pytest.raises(StoreError) as error:
        store.add(Report("r2", "text"), [], [], "v1")
    assert error.value.problem.code == "store.locked"
    holder.execute("ROLLBACK")
    holder.close()
    assert store.add(Report("r2", "text"), [], [], "v1")
    store.close()
    whole(path, 2)


def test_a_write_waits_its_turn(path):
    holder = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    threading.Timer(0.5, holder.execute, ["COMMIT"]).start()
    store = open_store(path)
    assert store.judge(judgement("j1"))
    store.close()
    holder.close()


def test_a_file_cut_short_is_named(path):
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with contextlib.suppress(StoreError):
        store = open_store(path)
        try:
            codes = [p.code for p in store.check()]
        finally:
            store.close()
        assert "store.damaged" in codes


# --- the clock ---

T = datetime(2024, 6, 1, 12, tzinfo=UTC)


def made(id, verb, hours, value=None):
    return Judgement(id, verb, "ada", T + timedelta(hours=hours), "", Anchor("r1"), value=value)


def test_an_undo_stands_though_the_clock_was_set_back():
    reject, undo, redo = made("a", Verb.REJECT, 0), made("b", Verb.UNDO, -5, "a"), made("c", Verb.UNDO, -9, "b")
    assert [j.id for j in in_force([reject])] == ["a"]
    assert [j.id for j in in_force([reject, undo])] == []
    assert [j.id for j in in_force([reject, undo, redo])] == ["a"]
    again = made("d", Verb.UNDO, -20, "c")
    assert [j.id for j in in_force([again, redo, undo, reject])] == []
    circle = [made("x", Verb.UNDO, 0, "y"), made("y", Verb.UNDO, 1, "x"), reject]
    assert [j.id for j in in_force(circle)] == ["a"]


def test_decisions_keep_their_order_though_made_within_a_second_or_the_clock_was_set_back():
    assert moment(T, None) == T
    assert T < moment(T, T) < T + timedelta(seconds=1)
    assert moment(T, T - timedelta(days=1)) == T
    assert T < moment(T - timedelta(days=300), T) < T + timedelta(seconds=1)


# --- all at once ---


def test_serve_ingest_and_review_at_once(demo_record, start, tmp_path):
    import shutil

    db = shutil.copy(demo_record, tmp_path / "demo.db")
    rows = [{"text": f"Shelling killed {n} people in Idlib on Friday.", "outlet": f"P{n}"} for n in range(2, 8)]
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps(row | {"published": "2024-11-29"}) for row in rows))
    command = [sys.executable, "-m", "fogline", "ingest", str(tmp_path / "in.jsonl"), "--db", str(db), "--workers", "1"]
    with start(db) as server:
        wrong, decided = [], []
        before = server.get("meta")["reports"]
        claims = [c["key"] for c in server.get("claims?limit=6")["items"]]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as ingesting:

            def review(keys, author):
                for key in keys:
                    done = server.post("judgements", {"verb": "accept", "author": author, "claim": key})
                    (decided if done.status == 201 else wrong).append(done.json)
                    with contextlib.suppress(urllib.error.URLError):
                        wrong.extend(["map"] if server.ask("/api/v1/map?zoom=4").status != 200 else [])

            people = [threading.Thread(target=review, args=(claims[n::2], f"p{n}")) for n in range(2)]
            for person in people:
                person.start()
            for person in people:
                person.join(120)
            assert ingesting.wait(120) in (0, 1)
    assert wrong == []
    store = open_store(db)
    assert list(store.check()) == []
    assert store.counts().reports == before + len(rows)
    assert {j.id for j in store.judgements()} == {j["id"] for j in decided}
    assert len(decided) == len(claims)
    store.close()
