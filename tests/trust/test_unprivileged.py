"""A folder that really may not be written to, by a user who really may not: said in a sentence, ended with 2."""

import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

# The command is run once before, elsewhere and as root: the interpreter may lie where nobody may read, and is loaded then.
NOBODY = """
import os, sys, tempfile
user, group, folder = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
import fogline.cli
sys.argv = ["fogline", *sys.argv[4:]]
with tempfile.TemporaryDirectory() as warm:
    os.chdir(warm)
    with open("in.jsonl", "wb") as out:
        out.write(open(folder + "/in.jsonl", "rb").read())
    try:
        fogline.cli.main()
    except SystemExit as end:
        assert not end.code
    os.chdir(folder)
os.setgroups([])
os.setgid(group)
os.setuid(user)
fogline.cli.main()
"""


@pytest.fixture(scope="module")
def folders():
    """A folder that everybody may read and nobody but root may write to, with a report and a record in it."""
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    folder = Path(tempfile.mkdtemp(prefix="fogline-closed-"))  # the tests' own folder is closed to others
    row = {"text": "Shells fell on Harim on Monday.", "outlet": "Orontes Wire", "published": "2023-03-07"}
    (folder / "in.jsonl").write_text(json.dumps(row) + "\n")
    done = subprocess.run(
        [sys.executable, "-m", "fogline", "ingest", "in.jsonl", "--db", "kept.db", "--workers", "1"], cwd=folder
    )
    assert done.returncode == 0
    (folder / "kept.db").chmod(0o444)
    folder.chmod(0o555)
    yield folder
    shutil.rmtree(folder)


def as_nobody(folder, *command):
    nobody = pwd.getpwnam("nobody")
    start = [sys.executable, "-c", NOBODY, str(nobody.pw_uid), str(nobody.pw_gid), str(folder), *command]
    return subprocess.run(start, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize(
    "command",
    [
        ("ingest", "in.jsonl", "--db", "new.db", "--workers", "1"),
        ("ingest", "in.jsonl", "--db", "kept.db", "--workers", "1"),
        ("extract", "in.jsonl", "-o", "out.jsonl", "--reader", "rules", "--workers", "1"),
    ],
    ids=["a new record", "a record that is there", "a file"],
)
def test_what_may_not_be_written_is_said_in_a_sentence(command, folders):
    before = {path.name: path.read_bytes() for path in folders.iterdir()}
    done = as_nobody(folders, *command)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert any(
        words in done.stderr for words in ("check the folder and its permissions", "may not be written", "cannot write")
    ), done.stderr
    assert {path.name: path.read_bytes() for path in folders.iterdir()} == before
