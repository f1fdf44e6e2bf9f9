"""Actors: who is known, what of them held when, who a record names, and a reviewer's renaming and merging."""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from fogline.cli.desk import Author, Because, decision, latest
from fogline.cli.options import Csv, Db, Json
from fogline.cli.output import console, lines, table, tell
from fogline.cli.sources import DEFAULT, day, stored
from fogline.core.judgement import Anchor, Verb
from fogline.store import StoreError, open_store

if TYPE_CHECKING:
    from fogline.core.actor import Actor
    from fogline.core.incident import Statement
    from fogline.reconcile.actors import Seen

KNOWN = ("actor", "kind", "country", "side", "from", "to", "id")
SEEN = ("actor", "kind", "source", "agent", "target", "reports", "first", "last", "id")
SHOWN = 5  # claims of the record that `show` quotes

actors = typer.Typer(help="Actors: who is known, who a record names; rename and merge.", no_args_is_help=True)


@actors.command(name="list")
def list_(
    theatre: Annotated[
        str | None, typer.Option(help="Of this pack (a folder of vocab/theatres) and its states.")
    ] = None,
    kind: Annotated[str | None, typer.Option(help="state, army, armed_group, body, monitor, media, person ...")] = None,
    record: Annotated[bool, typer.Option("--record", help="Those the record names, with how often.")] = False,
    provisional: Annotated[bool, typer.Option("--provisional", help="Of the record: those no pack knows.")] = False,
    db: Db = DEFAULT,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """List the actors of the packs, or those that a record names.

    Examples:
        fogline actors list --theatre syria --kind armed_group

        fogline actors list --record --csv

        fogline actors list --provisional
    """
    recorded = record or provisional
    if recorded:
        found = (_seen(s) for s in _directory(db) if s.actor.provisional or not provisional)
    else:
        found = (_known(a, theatre) for a in _pack(theatre))
    rows = (row for row in found if kind in (None, row["kind"]))
    if not table(rows, SEEN if recorded else KNOWN, as_json=json, as_csv=csv):
        tell("no such actors")


@actors.command()
def show(
    name: Annotated[str, typer.Argument(help="A name, an alias, or a provisional id.")],
    on: Annotated[str | None, typer.Option(help="Who was called so on this day (YYYY-MM-DD).")] = None,
    db: Db = DEFAULT,
    json: Json = False,
) -> None:
    """Say who a name stands for: other names, sides, parents, units and offices with their dates, and the record's
    claims. Exit code 1: neither a pack nor the record knows the name.

    Examples:
        fogline actors show "Nusra Front"

        fogline actors show HTS --on 2016-01-01 --json
    """
    from fogline.reconcile.actors import actor_of

    actor = actor_of(name, day(on, "--on"))
    said = _naming(db, actor, name)
    if actor.provisional and not said:
        tell(f"no pack knows {name!r}, and the record does not name it")
        raise typer.Exit(1)
    if json:
        lines([_record(actor) | {"claims": [_quoted(s) for s in said]}])
        return
    out = console()
    out.print(f"[bold]{escape(actor.name)}[/]  {actor.kind}{' (provisional)' if actor.provisional else ''}")
    for label, text in _facts(actor):
        out.print(f"  [dim]{label}[/]  {escape(text)}")
    for s in said[:SHOWN]:
        out.print(f"  [dim]{s.head.published or 'undated'}[/]  {escape(' '.join(s.claim.evidence.text.split()))}")
    if len(said) > SHOWN:
        out.print(f"  [dim]and {len(said) - SHOWN} more claims of the record[/]")


@actors.command()
def rename(
    actor: Annotated[str, typer.Argument(help="The name in the record, or the provisional id.")],
    name: Annotated[str, typer.Argument(help="What it is to be called; of a known actor, any of its names.")],
    db: Db = DEFAULT,
    because: Because = "",
    author: Author = None,
) -> None:
    """Rename an actor of the record: a judgement, kept with author and reason and replayed on every rebuild.

    Examples:
        fogline actors rename "Sons of the Plain" "Sons of the Plain Brigade" --because "its own statements"

        fogline actors rename provisional:jabhat-an-nusra "Nusra Front"
    """
    _rename(db, [actor], name, because, author)


@actors.command()
def merge(
    names: Annotated[list[str], typer.Argument(help="Two or more names or ids; the last is the one kept.")],
    db: Db = DEFAULT,
    because: Because = "",
    author: Author = None,
) -> None:
    """Take several actors of the record for one, under the last name given.

    Examples:
        fogline actors merge "Plain Brigade" "Sons of the Plain" "Sons of the Plain Brigade"
    """
    if len(names) < 2:
        raise typer.BadParameter("give at least two names", param_hint="NAMES")
    _rename(db, names[:-1], names[-1], because, author)


def _rename(db: str, old: list[str], new: str, because: str, author: str | None) -> None:
    from fogline.reconcile.actors import PROVISIONAL, actor_of, names_of

    store = open_store(db, create=False)
    try:
        seen = {n for s in stored(store) for c in s.claims for n in _names(c)}
        spelled = {frozenset(names_of(n)) for n in seen}
        lost = [name for name in old if names_of(name) not in spelled]
        if lost:
            raise typer.BadParameter(f"the record names no {lost[0]!r}", param_hint="ACTOR")
        target = next((n for n in sorted(seen) if names_of(n) == names_of(new)), new) if PROVISIONAL in new else new
        final = actor_of(target).name
        who = author or getpass.getuser()
        renames = (
            decision(Verb.RENAME, who, because, Anchor(""), was=name, value=final, last=latest(store)) for name in old
        )
        kept = [store.judge(rename) for rename in renames]
    finally:
        store.close()
    tell(f"{sum(kept)} kept: now called {final}" if any(kept) else "the same decision is there already")


def _names(claim: Any) -> Iterator[str]:
    from fogline.reconcile.actors import named

    return (name for _, name in named(claim))


def _pack(theatre: str | None) -> Iterable[Actor]:
    from fogline.vocab.actors import all_actors

    try:
        return all_actors(theatre)
    except KeyError as error:
        raise typer.BadParameter(str(error.args[0]), param_hint="--theatre") from None


def _said(db: str) -> tuple[Statement, ...]:
    """What stands in the record after the judgements."""
    from fogline.reconcile.judgements import replay
    from fogline.reconcile.statements import statements

    store = open_store(db, create=False)
    try:
        return replay(list(store.judgements()), statements(stored(store))).statements
    finally:
        store.close()


def _directory(db: str) -> list[Seen]:
    from fogline.reconcile.actors import directory

    return directory(_said(db))


def _naming(db: str, actor: Actor, name: str) -> list[Statement]:
    """The record's statements that name the actor; none where there is no record."""
    from fogline.reconcile.actors import names_of

    try:
        said = _said(db)
    except StoreError as error:
        if error.problem.code != "store.missing":
            raise
        return []
    wanted = {n for spelled in (name, *actor.names()) for n in names_of(spelled)}
    return [s for s in said if any(not wanted.isdisjoint(names_of(n)) for n in _names(s.claim))]


def _known(actor: Actor, theatre: str | None) -> dict[str, Any]:
    sides = [s.side for s in actor.sides if theatre in (None, s.theatre)]
    return {
        "actor": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "side": ", ".join(dict.fromkeys(sides)) or None,
        "from": _day(actor.start),
        "to": _day(actor.end),
        "id": actor.id,
    }


def _seen(s: Seen) -> dict[str, Any]:
    counts = {"source": s.source, "agent": s.agent, "target": s.target, "reports": s.reports}
    about = {"actor": s.actor.name, "kind": s.actor.kind, "id": s.actor.id, "provisional": s.actor.provisional}
    return about | counts | {"first": _day(s.first), "last": _day(s.last)}


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _record(actor: Actor) -> dict[str, Any]:
    return _known(actor, None) | dict(_facts(actor)) | {"provisional": actor.provisional}


def _facts(actor: Actor) -> Iterator[tuple[str, str]]:
    """What is known of an actor, each as label and text, with the days it holds."""
    from fogline.vocab.actors import registry

    known = registry().actors
    if actor.aliases:
        yield "also called", "; ".join(a.text + _stretch(a.start, a.end) for a in actor.aliases)
    if actor.sides:
        yield "side", "; ".join(f"{s.side} in {s.theatre}{_stretch(s.start, s.end)}" for s in actor.sides)
    if actor.offices:
        yield "office", "; ".join(f"{o.title}, {o.body}{_stretch(o.start, o.end)}" for o in actor.offices)
    for label, id in (("part of", actor.parent), ("before", actor.former)):
        if id:
            yield label, known[id].name if id in known else id
    units = sorted(a.name for a in known.values() if a.parent == actor.id)
    if units:
        yield "its units", "; ".join(units)
    later = sorted(a.name for a in known.values() if a.former == actor.id)
    if later:
        yield "later", "; ".join(later)
    if actor.start or actor.end:
        yield "existed", _stretch(actor.start, actor.end).strip(" ()")


def _stretch(start: date | None, end: date | None) -> str:
    return f" ({start or ''}..{end or ''})" if start or end else ""


def _quoted(s: Statement) -> dict[str, Any]:
    return {
        "report": s.head.id,
        "published": _day(s.head.published),
        "claim": s.claim.id,
        "type": s.claim.type.value,
        "text": s.claim.evidence.text,
    }


APPS = {"actors": actors}
COMMANDS = ()
