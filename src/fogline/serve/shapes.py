"""What answers look like, for the description of the interface (``/api/v1/openapi.json``).

Answers are written from the records themselves; these shapes describe them, and a test asks whether they do.
"""

from __future__ import annotations

from typing import Any, Generic, TypeAlias, TypeVar

from pydantic import BaseModel

from fogline.serve.answers import MEDIA, As

T = TypeVar("T")
Claim: TypeAlias = dict[str, Any]
"""A claim as the codebook writes it (section 2)."""
Range: TypeAlias = list[int | None]
"""Low, high as stated (``None``: open), and the highest number named."""


class Refusal(BaseModel):
    code: str
    message: str


class Page(BaseModel, Generic[T]):
    """``next`` is the cursor of the following page; ``total`` is ``None`` where counting is not worth it."""

    items: list[T]
    total: int | None
    next: int | None


class Listed(BaseModel, Generic[T]):
    items: list[T]


class Meta(BaseModel):
    version: str
    fogline: str
    reports: int
    claims: int
    judgements: int
    unread: int
    incidents: int
    happened: list[str] | None
    said: list[str] | None
    types: list[str]
    measures: list[str]
    grades: list[str]
    stances: list[str]
    polarities: list[str]
    modalities: list[str]
    statuses: list[str]
    conventions: list[str]
    theatres: list[str]
    writable: bool


class Town(BaseModel):
    name: str
    lat: float
    lon: float
    population: int


class Place(BaseModel):
    """Without ``lat`` and ``lon`` where it cannot be drawn honestly; ``km`` is the radius of the area meant."""

    name: str
    admin1: str | None
    country: str | None
    precision: str
    lat: float | None
    lon: float | None
    km: float | None


class Apart(BaseModel):
    """The range of one sort of people, where origins count different people."""

    measure: str
    group: str
    range: Range


class IncidentLine(BaseModel):
    """``apart`` has the ranges by sort of people; ``partly`` names the measures of which nobody counts all of them."""

    id: str
    type: str
    label: str
    place: Place | None
    start: str | None
    end: str | None
    ranges: dict[str, Range]
    apart: list[Apart]
    partly: list[str]
    origins: list[str]
    sources: list[str]
    blamed: list[str]
    denied: list[str]
    grade: str
    reason: str
    reports: int
    claims: int
    first_said: str | None
    last_said: str | None


class Statement(BaseModel):
    """A claim with the report it is from; ``key`` is REPORT/CLAIM."""

    key: str
    statement: str
    report: str
    outlet: str | None
    published: str | None
    title: str
    origin: str
    named: bool
    said: str | None
    claim: Claim


class Line(BaseModel):
    text: str
    low: int
    high: int | None
    sign: int
    figures: list[str]


class Sum(BaseModel):
    label: str
    measure: str
    low: int
    best: int
    high: int | None
    rule: str
    lines: list[Line]
    undated: int


class CountedApart(BaseModel):
    """An incident of the sum whose origins count different people, with each sort's range."""

    incident: str
    label: str
    whole: bool
    apart: list[Apart]


class Ledger(Sum):
    of: int
    groups: list[CountedApart]


class Entry(BaseModel):
    convention: str
    incident: str
    label: str
    start: str | None
    end: str | None
    group: str | None
    low: int
    best: int
    high: int | None
    main: bool
    notes: list[str]
    fields: dict[str, Any]


class Gap(BaseModel):
    code: str
    message: str


class Incident(IncidentLine):
    codebook: dict[str, Any]
    accounts: list[dict[str, Any]]
    latest: list[dict[str, Any]]
    sums: list[Sum]
    groups: list[dict[str, Any]]
    gaps: list[Gap]
    conventions: list[Entry]
    statements: list[Statement]
    copies: dict[str, str]
    notes: list[str]


class Mark(BaseModel):
    """One incident, or a cell with ``n`` of them and the sum of their ranges of killed."""

    n: int
    incident: IncidentLine | None = None
    lat: float | None = None
    lon: float | None = None
    low: int | None = None
    high: int | None = None
    bbox: list[float] | None = None


class Marks(BaseModel):
    """``tray`` holds those that cannot be drawn."""

    marks: list[Mark]
    tray: list[IncidentLine]
    total: int
    unlocated: int


class Bin(BaseModel):
    day: str
    incidents: int
    low: int
    high: int


class Bins(BaseModel):
    step: str
    bins: list[Bin]
    undated: int


class Timeline(BaseModel):
    happened: Bins
    said: Bins
    history: int


class Cell(BaseModel):
    start: str
    group: str
    low: int
    high: int | None
    best: int | None = None
    incidents: list[str] | None = None


class Series(BaseModel):
    step: str
    items: list[Cell]


class Convention(Page[Entry]):
    sum: dict[str, int | None]


class Difference(BaseModel):
    incident: str
    label: str
    a: Any
    b: Any
    reasons: list[str]


class Holding(BaseModel):
    report: str
    statement: str
    start: int
    end: int
    quote: str
    origin: str
    act: str
    holder: str | None
    against: list[str]
    place: str
    whole: bool
    day: str | None
    said: str | None


class State(BaseModel):
    place: str
    day: str | None
    state: str
    holders: list[str]
    since: str | None
    reason: str
    inherited: bool | str | None
    rests_on: list[Holding]


class Held(State):
    spot: dict[str, float | None] | None
    versions: list[Any]
    sides: dict[str, str | None]


class Control(BaseModel):
    day: str | None
    items: list[Held]
    claimants: list[str]


class Strip(BaseModel):
    source: str
    states: list[State]


class Strips(BaseModel):
    place: str
    days: list[str | None]
    all: list[State]
    strips: list[Strip]
    history: list[Holding]


class Position(BaseModel):
    actor: str
    act: str
    target: str | None
    polarity: str
    day: str | None
    said: str | None
    origin: str
    report: str
    start: int
    end: int
    quote: str
    background: bool


class Source(BaseModel):
    source: str
    named: bool
    claims: int
    reports: int
    outlets: list[str]
    types: list[dict[str, Any]]
    first: str | None
    last: str | None
    incidents: int
    met: int
    unmet: int
    alone: int
    denied: int


class SourceWhole(Source):
    statements: Page[Statement]


class Tie(BaseModel):
    """Who has it from whom."""

    a: dict[str, str | None]
    b: dict[str, str | None]
    tie: str
    times: int


class Actor(BaseModel):
    actor: str
    side: str | None
    does: int
    suffers: int
    acts: dict[str, int]


class ReportLine(BaseModel):
    key: str
    published: str | None
    outlet: str | None
    title: str
    claims: int
    added: str
    url: str | None


class Judgement(BaseModel):
    id: str
    verb: str
    author: str
    at: str
    reason: str
    anchor: dict[str, Any]


class Judged(Statement):
    incident: str | None = None
    judgements: list[Judgement]


class Report(BaseModel):
    key: str
    added: str
    reader: str | None
    copy_of: str | None
    copied_by: list[str]
    retracted: bool
    report: dict[str, Any]
    claims: list[Judged]
    rejected: list[Judged]


class Found(BaseModel):
    key: str
    report: str
    published: str | None
    outlet: str | None
    origin: str | None
    claim: Claim


class ToLookAt(Judged):
    """``why`` is there in the order of doubt: what speaks for a person looking at it."""

    state: str
    why: list[str] | None = None


class Queue(Page[ToLookAt]):
    tally: dict[str, int]


class Decided(Judgement):
    in_force: bool


class Decisions(Page[Decided]):
    conflicts: list[dict[str, str]]


class Situation(BaseModel):
    title: str
    sections: list[dict[str, Any]]
    entries: list[dict[str, Any]]
    nothing: Any


class ExportFormat(BaseModel):
    """``single`` where one file holds it all; others come zipped."""

    format: str
    endings: list[str]
    single: bool
    keeps: Any
    cannot_express: Any


class Job(BaseModel):
    job: str
    bytes: int


def answer(shape: Any, *also: str, status: int = 200) -> dict[int | str, dict[str, Any]]:
    """The ``responses`` of a route: JSON of ``shape``, and what other media it can be had as."""
    return {status: {"model": shape, "content": {media: {} for media in also}, "description": "The answer"}}


DOWNLOADS = tuple(MEDIA[how].partition(";")[0] for how in As if how is not As.JSON)
REFUSED: dict[int | str, dict[str, Any]] = {
    status: {"model": Refusal, "description": text}
    for status, text in (
        (400, "Cannot be understood"),
        (401, "A token is needed, or this is not it"),
        (404, "There is no such thing in this view"),
        (413, "Too large"),
        (422, "A value cannot be"),
        (429, "Too many wrong tokens; wait"),
    )
}
