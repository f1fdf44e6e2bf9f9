"""``fogline serve`` as a person starts it: what it prints, and when."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

from tests.conftest import free_port


def started(db: Path, port: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "fogline", "serve", "--db", str(db), "--port", str(port)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_the_address_is_told_when_it_answers_and_a_taken_one_is_an_error(demo_record: Path) -> None:
    port = free_port()
    with started(demo_record, port) as first:
        try:
            told = first.stdout.readline()
            assert told.strip() == f"Fogline is at http://127.0.0.1:{port}/"
            with urlopen(told.split()[-1], timeout=60) as page:
                assert page.status == 200
            with started(demo_record, port) as second:
                out, err = second.communicate(timeout=120)
            assert (out, second.returncode != 0) == ("", True)
            assert "--port" in err
        finally:
            first.terminate()
