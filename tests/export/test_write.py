"""Files are whole or not there."""

import os
import signal
import subprocess
import sys
import time

import pytest

from fogline.export import Part, get
from fogline.export.write import default_name, write


class Broken:
    name, endings, keeps, cannot_express, single, carries = "broken", (".txt",), "x", "y", True, True

    def parts(self, view):
        def chunks():
            yield b"half"
            raise OSError("the disk is full")

        yield Part("", chunks())


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path, edition):
    out = tmp_path / "x.txt"
    out.write_text("old")
    with pytest.raises(OSError, match="full"):
        list(write(Broken(), edition, out))
    assert out.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["x.txt"]


def test_progress_counts_every_byte(tmp_path, edition):
    seen = []
    out = tmp_path / "x.csv"
    list(write(get("acled"), edition, out, seen.append))
    assert sum(seen) == sum(p.stat().st_size for p in tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "told"), [("acled", "fogline-acled.csv"), ("site", "fogline-site"), ("bundle", "fogline-bundle.zip")]
)
def test_names_when_none_is_given(name, told):
    assert str(default_name(get(name))) == told


@pytest.mark.slow
@pytest.mark.parametrize("after", [0.0, 0.05, 0.2])
def test_killed_at_any_moment_no_half_file_stands(tmp_path, after):
    """Written again and again by a process that is killed: what stands under the name is always whole."""
    code = (
        "import sys; from pathlib import Path; from fogline.export.write import _whole\n"
        "out = Path(sys.argv[1])\n"
        "while True: _whole(out, (bytes([n % 256]) * 4096 for n in range(200)), lambda n: None)\n"
    )
    out = tmp_path / "x.bin"
    process = subprocess.Popen([sys.executable, "-c", code, str(out)])
    try:
        while not out.exists():
            assert process.poll() is None
            time.sleep(0.01)
        time.sleep(after)
        os.kill(process.pid, signal.SIGKILL)
    finally:
        process.kill()
        process.wait()
    whole = b"".join(bytes([n % 256]) * 4096 for n in range(200))
    assert out.read_bytes() == whole
