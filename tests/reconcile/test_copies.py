"""A story that hundreds of outlets carry is one origin, and is found to be one in time with their number."""

import gc
import random
import time

from fogline.core.origin import Tie
from fogline.core.report import Report
from fogline.link import Copies, duplicates

STORY = " ".join(
    f"Rockets fell on the {what} of Zalingei at {hour} in the evening and {n} people sheltered in the {where}."
    for n, (what, hour, where) in enumerate(
        (what, hour, where)
        for what in ("grain market", "bus station", "old mill")
        for hour in ("six", "seven")
        for where in ("clinic", "school cellar", "river bed")
    )
)


def carried(count: int, seed: int = 1) -> list[Report]:
    """The first on 1 May; each later outlet has a header of its own and another word here and there."""
    rng = random.Random(seed)
    out = [Report("first", STORY, "Agency", "2023-05-01")]
    for n in range(count - 1):
        words = STORY.split()
        for _ in range(3):
            words[rng.randrange(len(words))] = f"word{rng.randrange(1000)}"
        text = f"Printed by paper {n} of town {n * 7}. {' '.join(words)}"
        out.append(Report(f"r{n:04}", text, f"Paper {n}", f"2023-05-{2 + n % 20:02}"))
    return out


def strangers(count: int) -> list[Report]:
    return [Report(f"s{n}", " ".join(f"other{n}x{k}" for k in range(120)), "W", "2023-05-03") for n in range(count)]


def test_two_hundred_outlets_copy_the_first():
    edges = duplicates([*strangers(20), *reversed(carried(200))])
    copies = {e.a: e.b for e in edges if e.tie is Tie.COPY}
    assert copies == {f"r{n:04}": "first" for n in range(199)}
    assert not any(e.a.startswith("s") or e.b.startswith("s") for e in edges)


def test_and_so_it_is_when_they_come_one_by_one_and_the_first_comes_last():
    copies, rows = Copies(), carried(200)
    for r in reversed(rows):
        copies.add(r)
    assert copies.all() == {f"r{n:04}": "first" for n in range(199)}
    assert len(copies.drop("first")) == 199
    assert set(copies.all().values()) == {"r0000"}


def seconds(rows):
    """Of this thread, at its best of three; how long a collection takes depends on all that other tests left."""
    taken = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(3):
            began = time.thread_time()
            duplicates(rows)
            taken.append(time.thread_time() - began)
    finally:
        gc.enable()
    return min(taken)


def test_thousands_take_time_in_line_with_their_number():
    few, many = seconds(carried(500)), seconds(carried(2000))
    assert many < 8 * few, (few, many)


def test_a_report_given_twice_is_no_copy_of_itself():
    first, other = carried(2)
    assert duplicates([first, other, first]) == duplicates([first, other])
    assert duplicates([first, first]) == ()
