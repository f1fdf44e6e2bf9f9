"""Builds the pages into the package before a wheel or source archive is made (a hook of hatchling).

What is built already is taken as it is. Without npm the package is made without pages, and says so when asked for one.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Pages(BuildHookInterface):
    """``npm ci`` and ``npm run build`` in ``web/``, unless there is nothing to do."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """``version`` is "editable" for a checkout in use: there ``make`` builds the pages."""
        root = Path(self.root)
        if version == "editable" or (root / "src/fogline/serve/static/index.html").is_file():
            return
        npm = shutil.which("npm")
        if npm is None or not (root / "web/package-lock.json").is_file():
            sys.stderr.write("fogline: no npm here, so the package is made without the pages of fogline serve\n")
            return
        for step in (("ci", "--no-fund", "--no-audit"), ("run", "build")):
            subprocess.run([npm, *step], cwd=root / "web", check=True)
