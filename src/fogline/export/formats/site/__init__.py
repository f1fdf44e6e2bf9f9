"""A static web site of the record that opens from disk: no server, no script, no request to anywhere."""

from __future__ import annotations

from fogline.export.formats.site.exporter import EXPORTER

__all__ = ["EXPORTER"]
