"""The record as it stands now, kept in memory, made anew when somebody writes, and told to who listens."""

from __future__ import annotations

import gc
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from fogline.api.sources import Taken
from fogline.core.claim import Claim
from fogline.core.judgement import Judgement
from fogline.core.report import Report
from fogline.reconcile.record import Kept, rebuild
from fogline.serve.view import View
from fogline.store import ClaimQuery, Counts, Store, Version

VIEWS = 24
POLL = 0.4
"""Seconds between two looks at whether another process wrote."""


MANY = 200
"""More new readings than this are fetched together."""


class _Rows:
    """All of a record, with the readings that have not changed since the last time kept as they are."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[tuple[Version, str], Taken]] = {}
        """By key: what a reading depends on (the report, what read it, the name it goes by), and the reading."""

    def taken(self, store: Store) -> Iterator[tuple[str, Taken]]:
        """Each report's key, and the report with its claims.

        A second report under an id that is taken goes by its key, as in the command line.
        """
        rows, old, seen = list(store.versions()), self._held, set[str]()
        new = [row.key for row in rows if row.key not in old or old[row.key][0][0] != row]
        reports = self._reports(store, new)
        claims = self._claims(store, new)
        self._held = {}
        for row in rows:
            name = row.key if row.id in seen else row.id
            seen.add(name)
            if row.key in reports:
                found = replace(reports[row.key], id=name)
                known = (row, name), Taken(found, tuple(claims[row.key]), row.added, row.reader)
            else:
                known = old[row.key]
                if known[0][1] != name:
                    known = (row, name), replace(known[1], report=replace(known[1].report, id=name))
            self._held[row.key] = known
            yield row.key, known[1]

    def _reports(self, store: Store, keys: list[str]) -> dict[str, Report]:
        if len(keys) > MANY:
            wanted = set(keys)
            return {row.key: row.report for row in store.reports() if row.key in wanted}
        return {key: store.report(key).report for key in keys}

    def _claims(self, store: Store, keys: list[str]) -> dict[str, list[Claim]]:
        claims: dict[str, list[Claim]] = {key: [] for key in keys}
        asked = [ClaimQuery()] if len(keys) > MANY else [ClaimQuery(report=key) for key in keys]
        for found in (c for query in asked for c in store.claims(query)):
            if found.report_key in claims:
                claims[found.report_key].append(found.claim)
        return claims


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the record. ``version`` changes with every write; views are made when asked for and kept."""

    version: str
    rows: tuple[Taken, ...]
    judgements: tuple[Judgement, ...]
    counts: Counts
    keys: dict[str, str]
    """Report id, as reconciliation knows it -> key in the store."""
    _views: OrderedDict[tuple[date | None, date | None], View] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def view(self, as_of: date | None = None, known_on: date | None = None) -> View:
        """What had happened by ``as_of``, as far as it had been said by ``known_on``."""
        with self._lock:
            if (as_of, known_on) not in self._views:
                picture, judged = rebuild(self.rows, self.judgements, as_of, known_on)
                self._views[as_of, known_on] = View(picture, judged, as_of, known_on, [r.report for r in self.rows])
            self._views.move_to_end((as_of, known_on))
            while len(self._views) > VIEWS:
                self._views.popitem(last=False)
            return self._views[as_of, known_on]

    def put(self, view: View) -> None:
        """Keep a view made elsewhere (benches)."""
        self._views[view.as_of, view.known_on] = view


Event = dict[str, Any]


class Record:
    """The store with its present snapshot. Readers never wait for a writer; they get the last whole state."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._nonce = secrets.token_hex(4)
        self._n = 0
        self._build = threading.Lock()
        self._rows, self._kept = _Rows(), Kept()
        self._last: View | None = None
        self._listeners: list[Callable[[Event], object]] = []
        self._stop = threading.Event()
        self._seen = -1
        self.prepare: list[Callable[[Snapshot], object]] = []
        """What is done after a new state has been put in place, beside the readers."""
        self.now = self._made()
        self._thread = threading.Thread(target=self._watch, daemon=True, name="fogline-watch")
        self._thread.start()

    def _made(self) -> Snapshot:
        self._seen = self.store.written()
        both = list(self._rows.taken(self.store))
        keys = {t.report.id: key for key, t in both}
        return self._put(tuple(t for _, t in both), tuple(self.store.judgements()), keys)

    def _put(self, rows: tuple[Taken, ...], judgements: tuple[Judgement, ...], keys: dict[str, str]) -> Snapshot:
        self._n += 1
        made = Snapshot(f"{self._nonce}-{self._n}", rows, judgements, self.store.counts(), keys)
        made.put(self._view(made))
        made.view().warm()
        # What stands now lives as long as the state does: the collector need not go through it again and again.
        gc.freeze()
        return made

    def _view(self, made: Snapshot) -> View:
        """The view without clocks, following the one before: only what changed is made anew."""
        picture, judged = self._kept.picture(made.rows, made.judgements)
        self._last = View(picture, judged, None, None, [r.report for r in made.rows], self._last)
        return self._last

    def refresh(self) -> Snapshot:
        """The snapshot that holds everything written until now; made here if need be."""
        with self._build:
            if self.store.written() != self._seen:
                self._stand(self._made())
            return self.now

    def judge(self, made: Judgement) -> Snapshot:
        """Keeps a decision; the answer holds it. Where nobody else wrote in between, the reports are not looked at."""
        with self._build:
            before = self.now if self.store.written() == self._seen else None
            new = self.store.judge(made)
            written = self.store.written()
            if before is not None and new and written == self._seen + 1:
                self._seen = written
                self._stand(self._put(before.rows, (*before.judgements, made), before.keys))
        return self.refresh()

    def _stand(self, made: Snapshot) -> None:
        self.now = made
        self.tell({"event": "record", "version": made.version, **counted(made.counts)})

    def _watch(self) -> None:
        pause, prepared = POLL, ""
        while not self._stop.wait(pause):
            started = time.monotonic()
            if self.store.written() != self._seen:
                self.refresh()
            if self.prepare and prepared != self.now.version:
                prepared = self.now.version
                for make in self.prepare:
                    make(self.now)
            # However large the record, most of the time is left to the readers.
            pause = max(POLL, 2 * (time.monotonic() - started))

    # --- who listens ---

    def listen(self, told: Callable[[Event], object]) -> Callable[[], None]:
        """``told`` is called, from any thread, with every event; the answer ends it."""
        self._listeners.append(told)
        return lambda: self._listeners.remove(told) if told in self._listeners else None

    def tell(self, event: Event) -> None:
        for told in list(self._listeners):
            told(event)

    def close(self) -> None:
        self._stop.set()
        self._thread.join(timeout=5)
        self.store.close()


def counted(counts: Counts) -> dict[str, int]:
    return {
        "reports": counts.reports,
        "claims": counts.claims,
        "judgements": counts.judgements,
        "unread": counts.unread,
    }
