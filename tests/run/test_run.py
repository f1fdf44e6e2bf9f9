"""The order of the stages: one worker or many, twice or once, killed in the middle or not, the record is the same."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fogline import run
from fogline.core.codec import dumps, reading_to_json
from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.store import StoreError, open_store

TOWNS = ("Harim", "Salqin", "Binnish", "Maarrat Misrin", "Kafr Takharim")


def text(n):
    town = TOWNS[n % len(TOWNS)]
    return (
        f"At least {n + 2} people were killed when shells fell on the town of {town} on Monday, "
        f"the Syrian Civil Defence said. The army denied it. Report number {n}."
    )


def reports(count):
    return [Report(f"r{n}", text(n), outlet="Orontes Wire", published="2023-03-07") for n in range(count)]


def files(folder, count):
    folder.mkdir(exist_ok=True)
    for n in range(count):
        (folder / f"{n:03}.txt").write_text(f"Outlet: Orontes Wire\nDate: 2023-03-07\n\n{text(n)}\n")
    return folder


def read(items):
    return [dumps(reading_to_json(i.report, i.claims, full=True)) for i in items if not isinstance(i, Problem)]


def claims(store):
    return [
        (c.key, dumps(reading_to_json(store.report(c.report_key).report, [c.claim], full=True))) for c in store.claims()
    ]


def test_many_workers_give_the_bytes_of_one():
    assert read(run.readings(reports(20), workers=2)) == read(run.readings(reports(20), workers=1))


def test_a_report_that_breaks_the_reader_is_named_and_the_others_read(monkeypatch):
    from fogline.read import reader

    whole = reader.read

    def fragile(batch, **kind):
        batch = list(batch)
        if any(report.id == "r3" for report in batch):
            raise ValueError("cannot")
        return whole(batch, **kind)

    monkeypatch.setattr(reader, "read", fragile)
    found = list(run.readings(reports(10), workers=1))
    assert [reading.report.id for reading in found] == [f"r{n}" for n in range(10)]
    assert [p.code for reading in found for p in reading.problems if p.lost] == ["read.failed"]
    assert found[3].claims == ()
    assert found[4].claims != ()


def test_ingested_twice_it_is_there_once(tmp_path):
    folder = files(tmp_path / "in", 6)
    store = open_store(tmp_path / "a.db")
    first = [item.new for item in run.ingest_into(store, [folder], workers=1)]
    before = claims(store)
    second = [item.new for item in run.ingest_into(store, [folder, folder], workers=1)]
    assert first == [True] * 6
    assert second == [False] * 12
    assert claims(store) == before
    assert store.counts().reports == 6
    store.close()


def test_what_is_left_out_is_noted_and_the_rest_kept(tmp_path):
    folder = files(tmp_path / "in", 2)
    (folder / "001-empty.txt").write_text("")
    (folder / "undated.txt").write_text("Shells fell on Harim on Monday.")
    store = open_store(tmp_path / "a.db")
    list(run.ingest_into(store, [folder], workers=1))
    codes = [problem.code for problem in store.problems() if problem.code.startswith("ingest.")]
    assert codes == ["ingest.empty", "ingest.no_date", "ingest.no_outlet"]
    assert store.counts().reports == 3
    store.close()


def test_a_rebuild_gives_the_same_bytes_and_reads_only_what_is_old(tmp_path):
    store = open_store(tmp_path / "a.db")
    list(run.ingest_into(store, [files(tmp_path / "in", 6)], workers=1))
    before = claims(store)
    assert list(run.rebuild(store, workers=1)) == []
    assert len(list(run.rebuild(store, workers=1, everything=True))) == 6
    assert claims(store) == before
    key = next(iter(store.reports())).key
    store.replace(key, [], [], "an older reader")
    assert len(list(run.rebuild(store, workers=1))) == 1
    assert claims(store) == before
    assert list(store.check()) == []
    store.close()


def reports_in(path):
    try:
        store = open_store(path, create=False)
    except StoreError:
        return 0
    count = store.counts().reports
    store.close()
    return count


def command(folder, path, *more):
    return [sys.executable, "-m", "fogline", "ingest", str(folder), "--db", str(path), *more]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_killed_in_the_middle_of_200_files_and_run_again_all_are_there_once(tmp_path, workers):
    folder, path = files(tmp_path / "in", 200), tmp_path / "a.db"
    with subprocess.Popen(command(folder, path, "--workers", workers), start_new_session=True) as process:
        deadline = time.monotonic() + 240
        while process.poll() is None and time.monotonic() < deadline and reports_in(path) < 20:
            time.sleep(0.05)
        os.kill(process.pid, signal.SIGKILL)
    kept = reports_in(path)
    assert 20 <= kept < 200
    subprocess.run(command(folder, path, "--workers", "1"), check=True, capture_output=True)
    store = open_store(path)
    assert list(store.check()) == []
    assert sorted(stored.report.text for stored in store.reports()) == sorted(text(n) for n in range(200))
    told = {stored.report_key: None for stored in store.claims()}
    store.close()
    assert len(told) == 200
    assert workers_left(process.pid) == []


def workers_left(session):
    """Processes of the killed command's session that are still there a moment later."""
    for _ in range(100):
        found = [int(entry.name) for entry in Path("/proc").glob("[0-9]*") if session_of(entry.name) == session]
        if not found:
            break
        time.sleep(0.1)
    return found


def session_of(process):
    try:
        return os.getsid(int(process))
    except OSError:
        return None
