"""Records as the API writes them, beyond what the codebook's JSON has."""

from __future__ import annotations

from typing import Any

from fogline.core.claim import Measure
from fogline.core.codec import claim_to_json
from fogline.core.control import DayState, Holding
from fogline.core.incident import Incident, Statement
from fogline.core.ledger import Sum
from fogline.core.position import Position
from fogline.reconcile import phrases
from fogline.reconcile.asjson import account_json, blame_json, incident_json, word_json
from fogline.reconcile.conventions import POLICIES, count_under
from fogline.reconcile.grades import gaps
from fogline.reconcile.sums import parties, sum_of
from fogline.serve.record import Snapshot
from fogline.serve.view import View, iso, summary

Json = dict[str, Any]
SHOWN = 12


def claim_key(now: Snapshot, s: Statement) -> str:
    """``REPORT/CLAIM`` as people type it."""
    return f"{now.keys.get(s.head.id, s.head.id)[:SHOWN]}/{s.claim.id}"


def statement_json(now: Snapshot, s: Statement, *, full: bool = False) -> Json:
    return {
        "key": claim_key(now, s),
        "statement": s.key,
        "report": now.keys.get(s.head.id, s.head.id),
        "outlet": s.head.outlet,
        "published": iso(s.head.published),
        "title": s.head.title,
        "origin": s.origin,
        "named": s.named,
        "said": iso(s.said),
        "claim": claim_to_json(s.claim, full=full),
    }


def sum_json(one: Sum) -> Json:
    lines = [
        {"text": x.text, "low": x.low, "high": x.high, "sign": x.sign, "figures": list(x.figures)} for x in one.lines
    ]
    bounds = {"low": one.low, "best": one.best, "high": one.high}
    told = {"rule": one.rule, "lines": lines, "undated": one.undated}
    return {"label": one.label, "measure": one.measure.value, **bounds, **told}


def whole_incident(now: Snapshot, seen: View, i: Incident) -> Json:
    """All accounts side by side with the arithmetic, what is missing, and each convention's rows."""
    sums = [sum_json(s) for m in (Measure.KILLED, Measure.WOUNDED) if (s := sum_of(i, m))]
    groups = [
        {"measure": m.value, "group": group, "low": low, "high": high, "figures": list(figures)}
        for m in (Measure.KILLED, Measure.WOUNDED)
        for group, low, high, figures in parties(i, m)
    ]
    accounts = [
        {
            **account_json(a),
            "report": now.keys.get(a.report, a.report),
            "statement": a.statement,
            "named": a.named,
            "actors": list(a.actors),
            "qualifier": a.qualifier.value,
            "superseded": a.superseded,
            "vague": a.vague,
            "copy": a.copy,
        }
        for a in i.accounts
    ]
    latest = [
        {**word_json(w), "named": w.named, "said": iso(w.said), "rule": w.rule}
        | ({"people": phrases.people(w.group)} if w.group else {})
        for w in i.latest
    ]
    return {
        **summary(i),
        "codebook": incident_json(i),
        "accounts": accounts,
        "latest": latest,
        "sums": sums,
        "groups": groups,
        "blame": [blame_json(b) for b in i.blamed],
        "denials": [blame_json(b) for b in i.denied],
        "gaps": [{"code": g.code, "message": g.message} for g in gaps(i)],
        "conventions": [entry for name in sorted(POLICIES) for entry in entries_json(name, i)],
        "statements": [statement_json(now, s) for s in i.statements],
        "copies": {a: b for a, b in seen.picture.copies if a in {s.head.id for s in i.statements}},
        "notes": list(i.notes),
    }


def entries_json(convention: str, i: Incident) -> list[Json]:
    return [
        {
            "convention": convention,
            "incident": e.incident,
            "label": e.label,
            "start": iso(e.days.start),
            "end": iso(e.days.end),
            "group": e.group,
            "low": e.low,
            "best": e.best,
            "high": e.high,
            "main": e.main,
            "notes": list(e.notes),
            "fields": dict(e.fields),
        }
        for e in count_under(convention, i)
    ]


def holding_json(now: Snapshot, h: Holding) -> Json:
    return {
        "report": now.keys.get(h.report, h.report),
        "statement": h.statement,
        "start": h.span.start,
        "end": h.span.end,
        "quote": h.quote,
        "origin": h.origin,
        "act": h.act.value,
        "holder": h.holder,
        "against": list(h.against),
        "place": h.place,
        "whole": h.whole,
        "day": iso(h.days.end or h.days.start or h.said),
        "said": iso(h.said),
    }


def state_json(now: Snapshot, s: DayState) -> Json:
    return {
        "place": s.place,
        "day": iso(s.day),
        "state": s.state.value,
        "holders": list(s.holders),
        "since": iso(s.since),
        "reason": s.reason,
        "inherited": s.inherited,
        "rests_on": [holding_json(now, h) for h in s.rests_on],
    }


def position_json(now: Snapshot, p: Position) -> Json:
    return {
        "actor": p.actor,
        "act": p.act.value,
        "target": p.target,
        "polarity": p.polarity.value,
        "day": iso(p.days.start or p.days.end or p.said),
        "said": iso(p.said),
        "origin": p.origin,
        "report": now.keys.get(p.report, p.report),
        "start": p.span.start,
        "end": p.span.end,
        "quote": p.quote,
        "background": p.background,
    }
