"""Writes docs/notebook.ipynb: Fogline from Python, step by step. The tests execute it.

python scripts/make_notebook.py            # the cells, without outputs
python scripts/make_notebook.py --run      # with the outputs of a run
python scripts/make_notebook.py --check    # ends with 1 where the cells differ from those written here
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"

CELLS: tuple[tuple[str, str], ...] = (
    (
        "markdown",
        """# Fogline from Python

Who says what in a war, and what stands: read texts, keep a record, ask it by its two clocks, take tables out.

Everything runs offline. The three reports below were written for this page; the places are real, the events not.""",
    ),
    (
        "code",
        """import fogline

fogline.__version__""",
    ),
    (
        "markdown",
        """## Read a text

`fogline.read` gives the claims of a text and keeps nothing. `published` is what "on Monday" counts from.""",
    ),
    (
        "code",
        """claims = fogline.read(
    "At least three civilians were killed when shells fell on the town of Harim on Monday, "
    "the White Helmets said. The Syrian army denied the report.",
    outlet="Orontes Wire",
    published="2023-03-07",
)
claims""",
    ),
    (
        "markdown",
        "Each claim knows who says it, through whom, and which characters say so; every field of the coding manual.",
    ),
    (
        "code",
        """first = claims[0]
first""",
    ),
    (
        "code",
        """first.origin, first.evidence.span, [(q.measure.value, str(q.count)) for q in first.quantities]""",
    ),
    (
        "markdown",
        """## Keep a record

A record is one file. What is there already is not read twice.""",
    ),
    (
        "code",
        '''from pathlib import Path

reports = {
    "wire.txt": """Outlet: Orontes Wire
Date: 2023-03-07

At least three civilians were killed when shells fell on the town of Harim on Monday, the White Helmets said.
""",
    "agency.txt": """Outlet: Barada State News
Date: 2023-03-08

The Syrian army denied that it had shelled Harim on Monday. A military source said two militants were killed there.
""",
    "bulletin.txt": """Outlet: Levant Bulletin
Date: 2023-03-09

Five people were killed in the shelling of Harim on Monday, the Syrian Observatory for Human Rights said, raising an
earlier toll. Syrian rebels captured the village of Sarmin on Wednesday, residents said.
""",
}
folder = Path("reports")
folder.mkdir(exist_ok=True)
for name, text in reports.items():
    (folder / name).write_text(text)

record = fogline.open("notebook.db", create=True)
record.ingest([folder])
record''',
    ),
    ("markdown", "## Ask it\n\nClaims by source, actor, place, type, day or words: the question of `fogline claims`."),
    (
        "code",
        """for claim in record.claims(place="Harim"):
    print(claim.published, claim.who, claim.numbers, sep=" | ")""",
    ),
    ("markdown", "Incidents bring the accounts of one event together. Numbers of different origins are never added."),
    (
        "code",
        """incidents = list(record.incidents())
incidents[0]""",
    ),
    ("markdown", "The same record as it was known two days earlier:"),
    (
        "code",
        """for day in ("2023-03-07", "2023-03-09"):
    for incident in record.incidents(known_on=day):
        print(day, incident, [(r.measure.value, r.low, r.high, r.open) for r in incident.ranges])""",
    ),
    ("markdown", "A sum shows its arithmetic."),
    (
        "code",
        """record.ledger(since="2023-03-01", until="2023-03-31")""",
    ),
    (
        "code",
        """for state in record.control():
    print(state.place, state.state.value, state.holders, state.reason, sep=" | ")""",
    ),
    (
        "markdown",
        """## Tables

Every table comes as pandas, polars or Arrow (`pip install 'fogline[tables]'`).""",
    ),
    ("code", "record.tables()"),
    (
        "code",
        """claims = record.to_pandas("claims")
claims[["origin", "type", "place", "start", "stance", "polarity", "quote"]]""",
    ),
    (
        "code",
        """quantities = record.to_pandas("quantities")
merged = claims.merge(quantities, left_on="key", right_on="claim")
merged[merged["measure"] == "killed"][["origin", "low", "high", "status", "quote"]]""",
    ),
    (
        "markdown",
        """## Put it out

`fogline export --list` says what each format keeps. A profile holds back what could harm people.""",
    ),
    (
        "code",
        """record.export("acled", "events.csv", licence="CC BY 4.0")
record.export("geojson", "map.geojson", profile="public", today="2023-04-01")
record.export("bundle", "evidence.zip")
print(Path("events.csv").read_text()[:400])""",
    ),
    (
        "code",
        """from fogline.export.verify import verify

list(verify(Path("evidence.zip")))  # nothing: every hash and every quotation matches""",
    ),
    ("code", "record.close()"),
)


def made() -> Any:
    """The notebook without outputs; ids of cells are their numbers, so that the file does not change by itself."""
    import nbformat

    new = nbformat.v4
    cells = []
    for n, (kind, source) in enumerate(CELLS):
        cell = new.new_markdown_cell(source) if kind == "markdown" else new.new_code_cell(source)
        cell["id"] = f"cell-{n:02}"
        cells.append(cell)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return new.new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})


def executed(notebook: Any, folder: Path) -> Any:
    """The notebook with the outputs of a run in ``folder``. Raises ``CellExecutionError`` where a cell fails."""
    from nbclient import NotebookClient

    NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    ).execute()
    return notebook


def sources(notebook: Any) -> list[tuple[str, str]]:
    return [
        (c["cell_type"], c["source"] if isinstance(c["source"], str) else "".join(c["source"]))
        for c in notebook["cells"]
    ]


def main() -> int:
    import nbformat

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", action="store_true")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    if args.check:
        return int(sources(json.loads(NOTEBOOK.read_text(encoding="utf-8"))) != list(CELLS))
    notebook = made()
    if args.run:
        with tempfile.TemporaryDirectory() as folder:
            notebook = executed(notebook, Path(folder))
        for cell in notebook["cells"]:
            cell["metadata"] = {}
    NOTEBOOK.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
    print(f"written: {NOTEBOOK.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
