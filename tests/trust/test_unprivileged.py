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

# A command is run once before, elsewhere and as root: the interpreter may lie where nobody may read, and is loaded then.
NOBODY = """
import json, os, sys, tempfile
user, group, folder, out = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
import fogline.cli

def run(*command):
    sys.argv = ["fogline", *command]
    fogline.cli.main()

def as_nobody(n, command):
    said = os.open(f"{out}/{n}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 2)
    os.chdir(folder)
    os.setgroups([])
    os.setgid(group)
    os.setuid(user)
    run(*command)

commands = json.loads(sys.argv[5])
with tempfile.TemporaryDirectory() as warm:
    os.chdir(warm)
    with open("in.jsonl", "wb") as file:
        file.write(open(folder + "/in.jsonl", "rb").read())
    for command in commands[:1] + commands[-1:]:
        try:
            run(*command)
        except SystemExit as end:
            assert not end.code
    os.chdir("/")
for n, command in enumerate(commands):
    child = os.fork()
    if not child:
        try:
            as_nobody(n, command)
        except SystemExit as end:
            os._exit(end.code or 0)
        except BaseException as error:
            os.write(2, repr(error).encode())
        os._exit(99)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
COMMANDS = {
    "a new record": ("ingest", "in.jsonl", "--db", "new.db", "--workers", "1"),
    "a record that is there": ("ingest", "in.jsonl", "--db", "kept.db", "--workers", "1"),
    "a folder": ("export", "site", "--db", "kept.db", "-o", "site"),
    "a bundle": ("export", "bundle", "--db", "kept.db", "-o", "evidence.zip"),
    "a file": ("extract", "in.jsonl", "-o", "out.jsonl", "--reader", "rules", "--workers", "1"),
}


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


@pytest.fixture(scope="module")
def said(folders, tmp_path_factory):
    """By command: how it ended and what it said."""
    out, nobody = tmp_path_factory.mktemp("said"), pwd.getpwnam("nobody")
    start = [sys.executable, "-c", NOBODY, str(nobody.pw_uid), str(nobody.pw_gid), str(folders), str(out)]
    before = {path.name: path.read_bytes() for path in folders.iterdir()}
    done = subprocess.run([*start, json.dumps(list(COMMANDS.values()))], stdout=subprocess.PIPE, text=True, timeout=120)
    assert done.returncode == 0
    assert {path.name: path.read_bytes() for path in folders.iterdir()} == before
    codes = [int(line) for line in done.stdout.splitlines() if line.lstrip("-").isdigit()]
    return {
        what: (code, (out / str(n)).read_text()) for n, (what, code) in enumerate(zip(COMMANDS, codes, strict=True))
    }


@pytest.mark.parametrize("what", COMMANDS)
def test_what_may_not_be_written_is_said_in_a_sentence(what, said):
    code, words = said[what]
    assert code == 2, words
    assert "Traceback" not in words
    assert any(
        w in words for w in ("check the folder and its permissions", "may not be written", "ermission denied")
    ) or ("cannot write" in words), words
