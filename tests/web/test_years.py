"""A record that reaches over years names them on its axis, in a browser."""

import json
import re
import shutil

import pytest
from tests.conftest import serving

from fogline import run
from fogline.store import open_store

OLD = {
    "id": "old",
    "outlet": "Daily Example",
    "published": "2024-12-08",
    "title": "An older raid",
    "text": "A raid on Saraqib killed 14 people on 3 May 2019, the mayor of Saraqib said.",
}


@pytest.fixture(scope="module")
def server(demo_record, tmp_path_factory):
    folder = tmp_path_factory.mktemp("years")
    db = shutil.copy(demo_record, folder / "demo.db")
    (folder / "old.jsonl").write_text(json.dumps(OLD), encoding="utf-8")
    store = open_store(db)
    for _ in run.ingest_into(store, [folder / "old.jsonl"], workers=1):
        pass
    store.close()
    with serving(db) as running:
        yield running


def test_an_axis_over_years_says_which(window):
    page = window().open("/")
    ticks = page.locator("svg .tick")
    assert ticks.count() > 2
    assert all(re.fullmatch(r"[A-Z][a-z]+ 20\d\d", t.strip()) for t in ticks.all_text_contents())
