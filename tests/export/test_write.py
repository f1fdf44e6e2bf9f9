"""Files are whole or not there."""

import os
import signal
import subprocess
import sys
from pathlib import Path

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


class BrokenFolder(Broken):
    single = False

    def parts(self, view):
        yield Part("a.txt", iter([b"whole"]))
        yield Part("b.txt", next(super().parts(view)).chunks)


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


class Made:
    """A folder of pages that all hold one word, one of them under a name of its own."""

    name, endings, keeps, cannot_express, carries = "made", (".txt",), "x", "y", True

    def __init__(self, word, single=False):
        self.word, self.single = word, single

    def parts(self, view):
        yield Part("" if self.single else "index.txt", iter([self.word.encode()] * 3))
        names = ["about.json"] if self.single else [f"pages/{self.word}.txt", "pages/all.txt"]
        for name in names:
            yield Part(name, iter([self.word.encode()]))


def checked(folder):
    """What ``sha256sum`` says of the folder, which must hold nothing besides; the word it holds."""
    done = subprocess.run(["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    listed = {line.partition("  ")[2] for line in (folder / "SHA256SUMS").read_text().splitlines()}
    files = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert files == {*listed, "SHA256SUMS"}
    return (folder / "pages/all.txt").read_text()


def test_a_folder_is_replaced_as_a_whole_and_lists_its_files(tmp_path, edition):
    for word in ("one", "two"):
        told = list(write(Made(word), edition, tmp_path / "site"))
        assert checked(tmp_path / "site") == word
        assert set(told) == {p for p in (tmp_path / "site").rglob("*") if p.is_file()}
    (tmp_path / "site" / ".DS_Store").touch()
    list(write(Made("three"), edition, tmp_path / "site"))
    assert checked(tmp_path / "site") == "three"
    assert [p.name for p in tmp_path.iterdir()] == ["site"]
    (tmp_path / "empty").mkdir()
    list(write(Made("four"), edition, tmp_path / "empty"))
    assert checked(tmp_path / "empty") == "four"


def test_a_folder_of_somebody_elses_is_left_alone(tmp_path, edition, monkeypatch):
    list(write(Made("one"), edition, tmp_path / "site"))
    (tmp_path / "site" / "CNAME").write_text("fog.example")
    with pytest.raises(FileExistsError, match="CNAME"):
        list(write(Made("two"), edition, tmp_path / "site"))
    assert (tmp_path / "site" / "index.txt").read_text() == "oneoneone"
    (tmp_path / "file").write_text("mine")
    with pytest.raises(OSError, match="directory"):
        list(write(Made("two"), edition, tmp_path / "file"))
    assert (tmp_path / "file").read_text() == "mine"
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(OSError, match="the folder you are in"):
        list(write(Made("two"), edition, Path()))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "here", "site"]


def killed_at(n, exporter, view, out):
    """Writes in a process of its own that is killed before its ``n``th touch of the disk; whether it was."""
    child = os.fork()
    if child == 0:
        seen = iter(range(n))

        def look(event, _):
            touches = event.partition(".")[0] in ("open", "os", "shutil", "tempfile") and event != "os.kill"
            if touches and next(seen, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(look)
            list(write(exporter, view, out))
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


@pytest.mark.parametrize("single", [False, True], ids=["a folder", "a file"])
def test_killed_at_every_touch_of_the_disk_old_or_new_stands_whole(single, tmp_path, edition):
    """Python tells of each file it opens, moves or removes (PEP 578): killed before the first, the second, ..."""
    out = tmp_path / "x"
    list(write(Made("old", single), edition, out))
    words, absent = [], 0
    for n in range(500):
        more = killed_at(n, Made("new", single), edition, out)
        if single:
            words.append(out.read_text()[:3])
            assert out.read_text() == words[-1] * 3
            companion = tmp_path / "x.about.json"
            assert not companion.exists() or companion.read_text() == words[-1]
        elif out.exists():
            words.append(checked(out))
        else:
            absent += 1
        list(write(Made("old", single), edition, out))
        assert sorted(p.name for p in tmp_path.iterdir()) == (["x", "x.about.json"] if single else ["x"])
        if not more:
            break
    assert n > 15
    assert words == sorted(words, reverse=True), "old until it is new"
    assert set(words) == {"old", "new"}
    assert absent <= 1, "between the two renames the old one stands aside"


def test_the_folder_that_stepped_aside_is_put_back(tmp_path, edition):
    list(write(Made("old"), edition, tmp_path / "site"))
    (tmp_path / "site").rename(tmp_path / ".site.abcd1234.fogline-old")
    (tmp_path / ".site.abcd1234.fogline-part").mkdir()
    with pytest.raises(OSError, match="full"):
        list(write(BrokenFolder(), edition, tmp_path / "site"))
    assert checked(tmp_path / "site") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_two_at_once_leave_one_of_them_whole(tmp_path, edition):
    children = []
    for word in ("one", "two"):
        child = os.fork()
        if child == 0:
            try:
                for _ in range(30):
                    list(write(Made(word), edition, tmp_path / "site"))
                os._exit(0)
            finally:
                os._exit(1)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    assert checked(tmp_path / "site") in ("one", "two")
    assert [p.name for p in tmp_path.iterdir()] == ["site"]
