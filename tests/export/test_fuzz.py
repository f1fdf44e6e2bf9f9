"""Whatever a bundle holds, verifying it ends with a finding, never with a crash; whatever a text holds, masking ends."""

import json
import zipfile

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fogline.core.problem import Problem
from fogline.export.mask import Mask
from fogline.export.part import cell, csv_bytes
from fogline.export.verify import verify

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "hash",
                    "claims",
                    "start",
                    "end",
                    "text",
                    "evidence",
                    "report",
                    "anchor",
                    "span",
                    "quote",
                    "n",
                    "files",
                    "path",
                    "sha256",
                    "counts",
                    "withheld",
                    "also_at",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
NAMES = ("manifest.json", "reports.jsonl", "claims.jsonl", "judgements.jsonl", "log.jsonl", "derived/incidents.json")
RELAXED = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@RELAXED
@given(bodies=st.fixed_dictionaries(dict.fromkeys(NAMES, JSON)))
def test_any_json_in_a_bundle_is_judged(bodies, tmp_path):
    path = tmp_path / "x.zip"
    manifest = bodies["manifest.json"] if isinstance(bodies["manifest.json"], dict) else {}
    with zipfile.ZipFile(path, "w") as made:
        for name, body in bodies.items():
            whole = {**manifest, "format": "fogline evidence bundle 1"} if name == "manifest.json" else body
            made.writestr(name, json.dumps(whole))
    found = list(verify(path))
    assert found
    assert all(isinstance(p, Problem) and p.message for p in found)


@RELAXED
@given(data=st.binary(max_size=400))
def test_any_bytes_are_judged(data, tmp_path):
    path = tmp_path / "x.zip"
    path.write_bytes(data)
    assert list(verify(path))


MASK = Mask(
    {"Leila Aswad": "[withheld]", "Aswad": "[withheld]", "Douma": "[place]"}, ["Syrian army"], {"the"}, points=True
)


@RELAXED
@given(
    before=st.text(max_size=30),
    after=st.text(max_size=30),
    name=st.sampled_from(["Leila Aswad", "leila aswad", "ASWAD", "Douma", "douma's"]),
)
@example("#\u00de", "", "ASWAD")
@example("@Leila", "", "Aswad")
def test_a_secret_between_blanks_never_stays(before, after, name):
    assert name.lower().removesuffix("'s") not in MASK(f"{before} {name} {after}").lower().replace(
        before.lower(), ""
    ).replace(after.lower(), "")


@RELAXED
@given(text=st.text(max_size=60))
def test_masking_twice_changes_nothing_more(text):
    once = MASK(text)
    assert MASK(once) == once or "[" in once


@RELAXED
@given(values=st.lists(st.text(max_size=12) | st.integers() | st.none(), min_size=1, max_size=4))
def test_a_csv_row_comes_back(values):
    import csv
    import io

    (row,) = csv.reader(io.StringIO(b"".join(csv_bytes([values])).decode(), newline=""))
    assert row == [str(cell(v)).encode("utf-8", "replace").decode() for v in values]
