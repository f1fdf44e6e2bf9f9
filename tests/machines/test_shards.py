"""Shards over processes and a cluster: the bytes of one process, finished ones stay, a killed worker loses nothing."""

import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from dataclasses import replace

import pytest
from tests.run.test_run import text

from fogline import machines, run
from fogline.core.problem import Problem
from fogline.core.reader import Reader
from fogline.machines.shards import _tasks, do
from fogline.store import StoreError

SHARDS, EACH = 4, 3


@pytest.fixture(scope="module")
def shards(tmp_path_factory):
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    from pyarrow import parquet

    folder = tmp_path_factory.mktemp("shards")
    for s in range(SHARDS):
        rows = [
            {"id": f"r{s}-{n}", "text": text(n + s * EACH), "outlet": "Orontes Wire", "published": "2023-03-07"}
            for n in range(EACH)
        ]
        if s % 2:
            parquet.write_table(pa.Table.from_pylist(rows), folder / f"{s}.parquet")
        else:
            (folder / f"{s}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


class Here:
    """One process, this one."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def map(self, tasks):
        for task in tasks:
            yield task, do(task)


def extracted(shards, out, executor, form="jsonl", **more):
    found = machines.extract_shards([shards], out, executor, machines.Form(form), reader=Reader.RULES, **more)
    return list(found)


def contents(out, form="jsonl"):
    return {path.name: path.read_bytes() for path in sorted(out.glob(f"*.{machines.Form(form).suffix}"))}


@pytest.fixture(scope="module")
def alone(shards, tmp_path_factory):
    """What one process makes of the shards, by form."""
    out = tmp_path_factory.mktemp("alone")
    for form in machines.Form:
        done = extracted(shards, out, Here(), form)
        assert sum(d.reports for d in done) == SHARDS * EACH
        assert all(d.claims >= EACH for d in done)
    return {form.value: contents(out, form) for form in machines.Form}


def test_a_shards_claims_are_those_of_the_reports_in_it(shards, alone):
    rows = [json.loads(line) for line in alone["claims-json"]["0.jsonl.claims.jsonl"].splitlines()]
    assert [row["report"]["id"] for row in rows] == [f"r0-{n}" for n in range(EACH)]
    readings = list(run.extract([shards / "1.parquet"], reader=Reader.RULES))
    flat = [json.loads(line) for line in alone["jsonl"]["1.parquet.flat.jsonl"].splitlines()]
    assert [row["id"] for row in flat] == [claim.id for reading in readings for claim in reading.claims]


def test_others_read_the_parquet(shards, alone, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "a.parquet"
    path.write_bytes(alone["parquet"]["0.jsonl.claims.parquet"])
    found = duckdb.sql(f"SELECT report, id, type, claim FROM '{path}'").fetchall()
    flat = [json.loads(line) for line in alone["jsonl"]["0.jsonl.flat.jsonl"].splitlines()]
    assert [(r, i, t) for r, i, t, _ in found] == [(row["report"], row["id"], row["type"]) for row in flat]
    assert all(json.loads(claim)["id"] == i for _, i, _, claim in found)


def test_what_is_done_is_not_done_again(shards, alone, tmp_path):
    out = tmp_path / "out"
    extracted(shards, out, Here())
    again = extracted(shards, out, Here())
    assert {d.new for d in again} == {False}
    (out / "0.jsonl.flat.jsonl").write_bytes(b"damaged")
    (out / "1.parquet.flat.jsonl").unlink()
    (out / "2.jsonl.flat.jsonl.done").write_text("{}")
    assert sorted(d.shard.name for d in extracted(shards, out, Here()) if d.new) == ["0.jsonl", "1.parquet", "2.jsonl"]
    assert contents(out) == alone["jsonl"]


def test_another_reader_or_input_is_read_anew(shards, tmp_path):
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.jsonl").write_bytes((shards / "0.jsonl").read_bytes())
    assert extracted(folder, out, Here())[0].new
    with (folder / "a.jsonl").open("a") as file:
        file.write(json.dumps({"text": text(99), "outlet": "W", "published": "2023-03-07"}) + "\n")
    (done,) = extracted(folder, out, Here())
    assert (done.new, done.reports) == (True, EACH + 1)
    (task,) = _tasks([folder], out, machines.Form.JSONL, machines.shards.Options(), Reader.RULES)
    with pytest.raises(machines.shards.VersionError):
        do(replace(task, reader="another"))


def test_what_cannot_be_read_is_named_and_the_others_go_on(shards, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "bad.parquet").write_bytes(b"PAR1 nothing")
    (folder / "good.jsonl").write_bytes((shards / "0.jsonl").read_bytes())
    (folder / "sub").mkdir()
    (folder / "sub" / "good.jsonl").write_bytes(b"{}")
    found = extracted(folder, tmp_path / "out", Here())
    assert [p.code for p in found if isinstance(p, Problem)] == ["machines.same_name"]
    codes = {d.shard.name: [p.code for p in d.problems] for d in found if not isinstance(d, Problem)}
    assert codes == {"bad.parquet": ["ingest.bad_parquet"], "good.jsonl": []}


@pytest.fixture(scope="module")
def cluster():
    distributed = pytest.importorskip("distributed", reason="dask is not installed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50, host="127.0.0.1"
    ) as running:
        yield running


def test_a_cluster_writes_the_bytes_of_one_process_though_a_worker_is_killed(cluster, shards, alone, tmp_path):
    out, killed = tmp_path / "out", []

    def kill():
        while not killed:
            busy = [int(path.name.split(".")[-2]) for path in out.glob(".*.partial")] if out.exists() else []
            pids = {worker.pid for worker in cluster.workers.values()}
            if found := [pid for pid in busy if pid in pids]:
                os.kill(found[0], signal.SIGKILL)
                killed.append(found[0])
            time.sleep(0.002)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    address = cluster.scheduler_address.removeprefix("tcp://")
    done = extracted(shards, out, machines.executor(f"dask://{address}"), "parquet")
    killer.join(5)
    assert killed
    assert sorted(d.shard.name for d in done) == sorted(path.name for path in shards.iterdir())
    assert contents(out, "parquet") == alone["parquet"]
    assert {d.new for d in extracted(shards, out, machines.executor(f"dask://{address}"), "parquet")} == {False}


def crawled(numbers, packed):
    """A crawl's file of pages, one for each number."""
    warcio = pytest.importorskip("warcio.warcwriter")
    from warcio.statusandheaders import StatusAndHeaders

    out = io.BytesIO()
    writer = warcio.WARCWriter(out, gzip=packed)
    for n in numbers:
        body = f"<html><head><title>Story {n}</title></head><body><article><p>{text(n)}</p></article></body></html>"
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        address, payload = f"https://orontes.example/{n}", io.BytesIO(body.encode())
        record = writer.create_warc_record(address, "response", payload=payload, http_headers=head)
        writer.write_record(record)
        record.raw_stream.close()
    return out.getvalue()


@pytest.fixture(scope="module")
def crawls(tmp_path_factory):
    """A WARC, a packed one and a WACZ, as a crawl leaves them."""
    folder = tmp_path_factory.mktemp("crawls")
    (folder / "a.warc").write_bytes(crawled((1, 2), packed=False))
    (folder / "b.warc.gz").write_bytes(crawled((3, 4), packed=True))
    with zipfile.ZipFile(folder / "c.wacz", "w") as packed:
        packed.writestr("datapackage.json", "{}")
        packed.writestr("archive/data.warc.gz", crawled((5,), packed=True))
    return folder


@pytest.fixture(scope="module")
def crawls_alone(crawls, tmp_path_factory):
    """What one process makes of the crawls."""
    out = tmp_path_factory.mktemp("crawls-alone")
    done = extracted(crawls, out, Here())
    assert {d.shard.name: d.reports for d in done} == {"a.warc": 2, "b.warc.gz": 2, "c.wacz": 1}
    assert all(d.claims for d in done)
    pages = [json.loads(line)["report"] for line in contents(out)["a.warc.flat.jsonl"].splitlines()]
    assert len(set(pages)) == 2
    return contents(out)


def test_crawls_are_shards_and_give_the_same_bytes_on_a_cluster(cluster, crawls, crawls_alone, tmp_path):
    address = cluster.scheduler_address.removeprefix("tcp://")
    assert len(extracted(crawls, tmp_path / "there", machines.executor(f"dask://{address}"))) == 3
    assert contents(tmp_path / "there") == crawls_alone


def wait_for_group(group, seconds=60):
    """Until the last process of a group is gone: whoever writes still may leave a part behind."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)


def test_the_command_goes_on_with_crawls_where_it_was_killed(crawls, crawls_alone, tmp_path):
    out = tmp_path / "out"
    command = [sys.executable, "-m", "fogline", "extract", str(crawls), "--out", str(out), "--format", "jsonl"]
    command += ["--reader", "rules", "--workers", "1"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        deadline = time.monotonic() + 120
        while not list(out.glob("*.done")) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.002)
        process.kill()
    wait_for_group(process.pid)  # its worker ends when it sees that it is alone
    finished = {path: path.stat().st_mtime_ns for path in out.glob("*.done")}
    assert 0 < len(finished) < len(crawls_alone), "it was killed between two shards"
    (out / f".a.warc.flat.jsonl.{os.uname().nodename}.{process.pid}.partial").write_text("left by who was killed")
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert f"{len(finished)} done already" in done.stderr
    assert contents(out) == crawls_alone
    assert {path: path.stat().st_mtime_ns for path in finished} == finished
    assert list(out.glob(".*")) == []


@pytest.mark.parametrize("address", ["dask://127.0.0.1:1", "ray://x:1", "dask://", "dask://local?workers=many"])
def test_executors_that_are_none(address, monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(machines.executors, "PATIENCE", 1)
    with pytest.raises(StoreError), machines.executor(address):
        pass
