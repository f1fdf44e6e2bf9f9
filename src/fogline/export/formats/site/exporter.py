"""The site's files."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from fogline.core.problem import Problem
from fogline.export.edition import View, by_report
from fogline.export.formats.site import pages
from fogline.export.formats.site.page import file_of
from fogline.export.part import Part, text_part

HTML = "text/html; charset=utf-8"


class Site:
    name = "site"
    endings = (".html", ".css")
    keeps = (
        "the record to read in a browser, from disk: situation report, an incident's accounts side by side with their "
        "arithmetic, control, positions, each report with its claims marked; licence and accuracy on every page"
    )
    cannot_express = "search, maps, the clocks (one view a site); data to compute with: give another format beside it"
    single = False
    carries = True

    def parts(self, view: View) -> Iterator[Part | Problem]:
        style = files(__package__).joinpath("style.css").read_text(encoding="utf-8")
        yield text_part("style.css", style, "text/css; charset=utf-8")
        for name, made in (
            ("index.html", pages.situation),
            ("incidents.html", pages.incident_list),
            ("control.html", pages.control),
            ("positions.html", pages.positions),
            ("reports.html", pages.report_list),
            ("about.html", pages.about),
        ):
            yield text_part(name, made(view), HTML)
        for i in view.picture.incidents:
            yield text_part(file_of("incidents", i.id), pages.incident(view, i), HTML)
        told = by_report(view)
        for t in view.reports:
            yield text_part(file_of("reports", t.report.id), pages.report(view, t.report, told[t.report.id]), HTML)


EXPORTER = Site()
