"""What fogline doctor finds beside the record itself."""

import base64
import json
from hashlib import sha256
from importlib.metadata import PathDistribution

import pytest
from tests.store.test_store import REPORT
from typer.testing import CliRunner

from fogline.cli import app, health
from fogline.store import open_store


@pytest.fixture
def db(tmp_path):
    store = open_store(tmp_path / "a.db")
    store.add(REPORT, [], [], "v1")
    store.close()
    return tmp_path / "a.db"


def doctor(*args):
    return CliRunner().invoke(app, ["doctor", *map(str, args)])


def test_a_whole_record_ends_with_0(db):
    done = doctor("--db", db, "--json")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "no problems" in done.stderr


def test_little_room_is_said(db, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE", 10**18)
    done = doctor("--db", db, "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["code"] == "disk.low"


def test_a_changed_file_of_the_program_is_named(tmp_path, monkeypatch):
    info = tmp_path / "thing-1.dist-info"
    info.mkdir()
    (tmp_path / "thing.bin").write_bytes(b"weights")
    (tmp_path / "changed.bin").write_bytes(b"other")
    digest = base64.urlsafe_b64encode(sha256(b"weights").digest()).rstrip(b"=").decode()
    rows = [f"{name}.bin,sha256={digest},7" for name in ("thing", "changed", "gone")]
    (info / "RECORD").write_text("\n".join([*rows, "unhashed.bin,,", ""]))
    monkeypatch.setattr(health, "distribution", lambda _: PathDistribution(info))
    assert [p.where for p in health.changed(("thing",))] == ["changed.bin", "gone.bin"]


def test_the_language_model_is_the_one_installed():
    assert list(health.changed()) == []
