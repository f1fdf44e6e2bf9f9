"""Incidents of real stories, scored: reads each NAME.reports.jsonl, reconciles, writes NAME.json, runs the scorer.

python bench/reconcile_stories.py --shared ../shared [--out FOLDER]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from fogline.core.codec import report_from_json
from fogline.read import read
from fogline.reconcile import incidents_json


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--shared", type=Path, default=Path(os.environ.get("FOGLINE_SHARED", "../shared")))
    ap.add_argument("--out", type=Path, default=None)
    a = ap.parse_args()
    gold = a.shared / "gold" / "stories"
    if not gold.is_dir():
        print(f"no stories in {gold}", file=sys.stderr)
        return 2
    out = a.out or Path(tempfile.mkdtemp())
    out.mkdir(parents=True, exist_ok=True)
    start = time.perf_counter()
    for file in sorted(gold.glob("*.reports.jsonl")):
        reports = [report_from_json(json.loads(line)) for line in file.read_text().splitlines() if line.strip()]
        name = file.name.removesuffix(".reports.jsonl")
        (out / f"{name}.json").write_text(json.dumps(incidents_json(read(reports)), indent=1, ensure_ascii=False))
    print(f"read and reconciled in {time.perf_counter() - start:.1f} s; written to {out}")
    scorer = a.shared / "score" / "score_stories.py"
    return subprocess.run(
        [sys.executable, str(scorer), "--gold", str(gold), "--pred", str(out)], check=False
    ).returncode


if __name__ == "__main__":
    raise SystemExit(main())
