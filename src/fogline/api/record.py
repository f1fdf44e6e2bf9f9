"""A record opened from Python: claims, incidents, sums, control, positions, as records or as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from fogline.api.shown import Account, Arithmetic, Rows, ShownClaim, ShownIncident
from fogline.api.sources import Taken, accuracy, readers, stored
from fogline.core.claim import Measure
from fogline.core.control import DayState
from fogline.core.incident import Incident
from fogline.core.interval import Days
from fogline.core.judgement import Judgement
from fogline.core.position import Position
from fogline.core.problem import Problem
from fogline.store import ClaimQuery, Store, open_store

if TYPE_CHECKING:
    from fogline.export import Edition, Profile, View

Day = date | str | None


def edition(
    rows: Iterable[Taken],
    judgements: Sequence[Judgement] = (),
    as_of: date | None = None,
    known_on: date | None = None,
    *,
    licence: str | None = None,
    profile: Profile | None = None,
    today: date | None = None,
) -> View:
    """What exporters read: everything as of one day and as known on another, through a profile if there is one."""
    from fogline.export.edition import NO_LICENCE, About, make_edition
    from fogline.export.profile import guarded

    rows = list(rows)
    about = About(
        licence=licence or NO_LICENCE,
        reader=readers(rows),
        accuracy=accuracy(judgements),
        as_of=as_of,
        known_on=known_on,
    )
    made = make_edition(rows, judgements, about)
    return guarded(made, profile, today or datetime.now(UTC).date()) if profile else made


def _day(value: Day) -> date | None:
    """Raises ``ValueError`` for what is no ISO date."""
    return date.fromisoformat(value) if isinstance(value, str) else value


class Record:
    """A record, read when asked. ``with fogline.open("x.db") as record: ...`` closes it."""

    def __init__(self, store: Store) -> None:
        self._store, self._where = store, str(store.where)
        self._editions: dict[tuple[date | None, date | None], Edition] = {}

    # --- asking ---

    def claims(
        self,
        text: str | None = None,
        *,
        source: str | None = None,
        actor: str | None = None,
        place: str | None = None,
        type: str | None = None,
        since: Day = None,
        until: Day = None,
        report: str | None = None,
        polarity: str | None = None,
        modality: str | None = None,
        limit: int | None = None,
    ) -> Iterator[ShownClaim]:
        """Claims as read that meet every condition, by day of publication; the question of ``fogline claims``."""
        query = ClaimQuery(
            report=report,
            source=source,
            actor=actor,
            place=place,
            type=type,
            days=Days(_day(since), _day(until)),
            text=text,
            polarity=polarity,
            modality=modality,
            limit=limit,
        )
        for found in self._store.claims(query):
            yield ShownClaim(found.claim, found.key, found.outlet, found.published)

    def incidents(
        self, place: str | None = None, *, as_of: Day = None, known_on: Day = None
    ) -> Iterator[ShownIncident]:
        """Incidents by day, decisions applied; by the two clocks."""
        from fogline.reconcile.situation import at

        for i in self.edition(as_of, known_on).picture.incidents:
            if at(i, place):
                yield ShownIncident(i)

    def ledger(
        self,
        place: str | None = None,
        *,
        since: Day = None,
        until: Day = None,
        measure: str = "killed",
        as_of: Day = None,
        known_on: Day = None,
    ) -> Arithmetic:
        """The sum of a stretch and place, every step a line: iterate it for the lines."""
        from fogline.reconcile.periods import period

        picture = self.edition(as_of, known_on).picture
        return Arithmetic(period(picture, Days(_day(since), _day(until)), Measure(measure), place))

    def control(self, place: str | None = None, *, as_of: Day = None, known_on: Day = None) -> Iterator[DayState]:
        """Who holds each place on a day (the last one anybody speaks of), and on whose word."""
        from fogline.link import sound

        for state in self.edition(as_of, known_on).states:
            if place is None or sound(state.place) == sound(place):
                yield state

    def positions(
        self, actor: str | None = None, towards: str | None = None, *, as_of: Day = None, known_on: Day = None
    ) -> Iterator[Position]:
        """Who supports, accuses, threatens, asks, meets and agrees with whom."""
        from fogline.reconcile.positions import between

        found = self.edition(as_of, known_on).positions
        yield from between(found, actor, towards, _day(as_of), _day(known_on))

    def reports(self) -> Iterator[Any]:
        """Reports by day of publication."""
        return (row.report for row in self._store.reports())

    def accounts(self, incident: Incident | ShownIncident) -> Rows:
        """Every account of an incident side by side."""
        found = incident.incident if isinstance(incident, ShownIncident) else incident
        return Rows([Account(a) for a in found.accounts])

    # --- tables ---

    def table(self, name: str, *, as_of: Day = None, known_on: Day = None) -> Any:
        """A table of the record as a pyarrow ``Table``; ``tables()`` lists the names. Raises ``KeyError``."""
        from fogline.export.arrow import whole
        from fogline.export.tables import TABLES

        if name not in TABLES:
            raise KeyError(f"{name!r} is none of {', '.join(TABLES)}")
        return whole(TABLES[name], self.edition(as_of, known_on))

    to_arrow = table

    def to_pandas(self, name: str, *, as_of: Day = None, known_on: Day = None) -> Any:
        """A table as a pandas ``DataFrame``. Raises ``KeyError``, and ``ImportError`` without pandas."""
        return frame(self.table(name, as_of=as_of, known_on=known_on), "pandas")

    def to_polars(self, name: str, *, as_of: Day = None, known_on: Day = None) -> Any:
        """A table as a polars ``DataFrame``. Raises ``KeyError``, and ``ImportError`` without polars."""
        return frame(self.table(name, as_of=as_of, known_on=known_on), "polars")

    @staticmethod
    def tables() -> dict[str, str]:
        """The tables' names, and what is in each."""
        from fogline.export.tables import TABLES

        return {t.name: t.about for t in TABLES.values()}

    # --- taking in ---

    def ingest(
        self, paths: Iterable[str | Path], *, outlet: str | None = None, published: Day = None, workers: int = 1
    ) -> list[Problem]:
        """Read files or folders of reports into the record, as ``fogline ingest`` does.

        Gives what was doubtful or left out.
        """
        from fogline import run
        from fogline.ingest import Options

        day = published.isoformat() if isinstance(published, date) else published
        found = run.ingest_into(self._store, paths, Options(outlet=outlet, published=day), workers)
        problems = [p for item in found for p in ([item] if isinstance(item, Problem) else item.problems)]
        self.refresh()
        return problems

    # --- putting out ---

    def export(
        self,
        format: str,
        out: str | Path,
        *,
        as_of: Day = None,
        known_on: Day = None,
        licence: str | None = None,
        profile: Profile | str | None = None,
        today: Day = None,
    ) -> list[Problem]:
        """Write the record in a format (``fogline export --list``); what was left out.

        ``profile`` is a name ("public") or a ``Profile``. Raises ``KeyError`` for an unknown format.
        """
        from fogline.export import get
        from fogline.export.profile import chosen
        from fogline.export.write import write

        held = chosen(profile, None, None, None) if isinstance(profile, str) else profile
        days = _day(as_of), _day(known_on)
        rows, judged = list(stored(self._store)), list(self._store.judgements())
        view = edition(rows, judged, *days, licence=licence, profile=held, today=_day(today))
        return [item for item in write(get(format), view, Path(out)) if isinstance(item, Problem)]

    def edition(self, as_of: Day = None, known_on: Day = None) -> Edition:
        """Everything derived, by the two clocks; kept until ``refresh``."""
        from typing import cast

        key = _day(as_of), _day(known_on)
        if key not in self._editions:
            rows, judged = list(stored(self._store)), list(self._store.judgements())
            self._editions[key] = cast("Edition", edition(rows, judged, *key))
        return self._editions[key]

    def refresh(self) -> None:
        """Forget what was derived: the next question sees what was written since."""
        self._editions.clear()

    # --- itself ---

    def close(self) -> None:
        self._store.close()

    def __enter__(self) -> Record:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        n = self._store.counts()
        return f"<fogline record {self._where}: {n.reports} reports, {n.claims} claims, {n.judgements} decisions>"

    def _repr_html_(self) -> str:
        from fogline.api.shown import counted

        return counted(self._where, asdict(self._store.counts()))


def frame(table: Any, library: str) -> Any:
    """A pyarrow table as a data frame of pandas or polars. Raises ``MissingExtraError``, an ``ImportError``."""
    from fogline.export.arrow import MissingExtraError

    try:
        if library == "pandas":
            return table.to_pandas()
        import polars
    except ImportError:
        raise MissingExtraError(library, "tables") from None
    return polars.from_arrow(table)


def open_record(where: str | Path = "fogline.db", *, create: bool = False) -> Record:
    """Open a record: a file, or the address of a shared one (``postgresql://...``).

    Raises ``fogline.store.StoreError`` when there is none and ``create`` is false, or it cannot be used.
    """
    return Record(open_store(where, create=create))
