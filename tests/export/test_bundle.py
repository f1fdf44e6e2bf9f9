"""The evidence bundle: whole as made, and every kind of tampering shows."""

import hashlib
import io
import json
import random
import zipfile

import pytest
from typer.testing import CliRunner

from fogline.cli import app
from fogline.export.chain import broken, chained
from fogline.export.verify import Checked, verify


@pytest.fixture
def bundle(judged, out):
    return out("bundle", judged)


def codes(path, digest=None):
    return [p.code.removeprefix("verify.") for p in verify(path, digest)]


def rewritten(path, change, to):
    """The bundle with ``change(name, data) -> data | None`` applied to each file."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(to, "w") as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return to


def resealed(path, change, to):
    """Tampered with by somebody who also makes the manifest's hashes right again."""
    files = {}
    with zipfile.ZipFile(path) as old:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                files[name] = data
    manifest = json.loads(files["manifest.json"])
    manifest["files"] = [
        {"path": n, "sha256": hashlib.sha256(d).hexdigest(), "bytes": len(d)}
        for n, d in files.items()
        if n != "manifest.json"
    ]
    files["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(to, "w") as new:
        for name, data in files.items():
            new.writestr(name, data)
    return to


def test_it_is_whole(bundle):
    checked = Checked()
    assert list(verify(bundle, None, checked)) == []
    assert (checked.reports, checked.judgements, checked.entries) == (4, 3, 7)
    assert checked.quotations >= 12
    assert checked.rederived
    assert codes(bundle, checked.digest) == []
    with zipfile.ZipFile(bundle) as made:
        assert hashlib.sha256(made.read("manifest.json")).hexdigest() == checked.digest


def test_the_log_is_in_the_order_of_arrival(bundle):
    with zipfile.ZipFile(bundle) as made:
        log = [json.loads(line) for line in made.read("log.jsonl").splitlines()]
    assert [e["at"] for e in log] == sorted(e["at"] for e in log)
    assert {e["event"] for e in log} == {"report", "judgement"}


def text_name(path):
    with zipfile.ZipFile(path) as made:
        return next(n for n in made.namelist() if n.startswith("reports/") and b"Saraqib" in made.read(n))


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        ("reports/", b"Saraqib", b"Sarmada", {"hash", "text", "offset"}),
        ("claims.jsonl", b'"low": 7', b'"low": 9', {"hash", "derived"}),
        ("claims.jsonl", b'"start": 0', b'"start": 1', {"hash", "offset"}),
        ("judgements.jsonl", b"maria", b"mario", {"hash", "log"}),
        ("log.jsonl", b'"n": 2', b'"n": 3', {"hash", "chain"}),
        ("reports.jsonl", b"Orontes", b"Orantes", {"hash", "log"}),
        ("derived/incidents.json", b"shelling", b"bombing", {"hash", "derived"}),
        ("README.txt", b"Fogline", b"Foglime", {"hash"}),
    ],
)
def test_a_change_shows(bundle, tmp_path, file, old, new, found):
    name = text_name(bundle) if file == "reports/" else file
    changed = rewritten(bundle, lambda n, d: d.replace(old, new, 1) if n == name else d, tmp_path / "t.zip")
    assert found <= set(codes(changed))


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        ("reports/", b"Saraqib", b"Sarmada", {"text", "offset"}),
        ("claims.jsonl", b'"low": 7', b'"low": 9', {"derived"}),
        ("judgements.jsonl", b"maria", b"mario", {"log"}),
        ("reports.jsonl", b"Orontes", b"Orantes", {"log"}),
    ],
)
def test_a_change_shows_even_when_the_manifest_is_made_to_fit(bundle, tmp_path, file, old, new, found):
    name = text_name(bundle) if file == "reports/" else file
    changed = resealed(bundle, lambda n, d: d.replace(old, new, 1) if n == name else d, tmp_path / "t.zip")
    assert found <= set(codes(changed))
    assert "hash" not in codes(changed)


def test_a_whole_forgery_shows_by_the_digest_told(bundle, tmp_path):
    checked = Checked()
    list(verify(bundle, None, checked))
    forged = resealed(bundle, lambda n, d: d + b" " if n == "README.txt" else d, tmp_path / "t.zip")
    assert codes(forged) == []
    assert codes(forged, checked.digest) == ["digest"]


def test_a_dropped_report_shows(bundle, tmp_path):
    def drop(name, data):
        if name != "reports.jsonl":
            return data
        return b"".join(line + b"\n" for line in data.splitlines()[1:])

    assert {"log", "count", "report"} <= set(codes(resealed(bundle, drop, tmp_path / "t.zip")))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../../etc/passwd", "unsafe"),
        ("/abs", "unsafe"),
        ("C:\\x", "unsafe"),
        ("extra.txt", "extra"),
        ("reports.jsonl", "twice"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_names_that_do_not_belong(bundle, tmp_path, name, code):
    made = tmp_path / "t.zip"
    made.write_bytes(bundle.read_bytes())
    with zipfile.ZipFile(made, "a") as more:
        more.writestr(name, b"x")
    assert code in codes(made)


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all", b"\x00" * 1000])
def test_what_is_no_bundle(tmp_path, data):
    path = tmp_path / "x.zip"
    path.write_bytes(data)
    assert codes(path) == ["zip"]


def test_another_zip(tmp_path):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("a", b"b")
    assert codes(path) == ["manifest"]
    for text in (b"[]", b"{}", b"\xff", b'{"format": "fogline evidence bundle 1", "files": 3}', b"[" * 100_000):
        with zipfile.ZipFile(path, "w") as made:
            made.writestr("manifest.json", text)
        assert codes(path)


@pytest.mark.parametrize("seed", range(30))
def test_any_flipped_byte_shows_and_nothing_breaks(bundle, tmp_path, seed):
    """Every byte that says something: file headers of the zip itself may hold bytes that mean nothing."""
    data = bytearray(bundle.read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as made:
        infos = [i for i in made.infolist() if i.file_size]
    rng = random.Random(seed)
    info = rng.choice(infos)
    start = info.header_offset + 30 + len(info.filename) + len(_extra(data, info.header_offset))
    at = start + rng.randrange(info.file_size)
    data[at] ^= 1 << rng.randrange(8)
    path = tmp_path / "t.zip"
    path.write_bytes(bytes(data))
    assert codes(path)


def _extra(data, offset):
    size = int.from_bytes(data[offset + 28 : offset + 30], "little")
    return b"x" * size


def test_a_retracted_report_stays_in_evidence(edition, out):
    from datetime import UTC, datetime

    from fogline.core.judgement import Anchor, Judgement, Verb
    from fogline.export import About, make_edition

    gone = Judgement("r1", Verb.RETRACT, "ana", datetime(2021, 3, 8, tzinfo=UTC), "withdrawn", Anchor("bulletin/3"))
    view = make_edition(edition.reports, (gone,), About())
    assert view.retracted == {"bulletin/3"}
    checked = Checked()
    assert list(verify(out("bundle", view), None, checked)) == []
    assert checked.reports == 4
    assert checked.rederived


def test_the_chain_by_itself():
    log = list(chained([{"a": 1}, {"a": 2}, {"a": 3}]))
    assert list(broken(log)) == []
    assert [n for n, _ in broken([log[0], log[2]])] == [2, 2]
    assert [n for n, _ in broken([log[0], log[1] | {"a": 9}, log[2]])] == [2]
    assert [n for n, _ in broken(log[1:])][:1] == [1]


def test_the_command_ends_with_what_it_found(bundle, tmp_path):
    good = CliRunner().invoke(app, ["verify", str(bundle)])
    assert good.exit_code == 0
    assert "whole" in good.stdout
    bad = rewritten(bundle, lambda n, d: d.replace(b"Saraqib", b"Sarmada"), tmp_path / "t.zip")
    found = CliRunner().invoke(app, ["verify", str(bad), "--json"])
    assert found.exit_code == 1
    assert json.loads(found.stdout)["whole"] is False
    assert CliRunner().invoke(app, ["verify", str(tmp_path / "none.zip")]).exit_code == 2
