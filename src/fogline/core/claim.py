"""A claim: one proposition about the conflict that one source puts forward in one stretch of text.

Field names and allowed values are those of the codebook's claims JSON.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from fogline.core.interval import Count, Days
from fogline.core.quick import quick
from fogline.core.span import Span


class ClaimType(StrEnum):
    __hash__ = str.__hash__  # as any text's: types are looked up all the time

    CLASH = "clash"
    AIR_STRIKE = "air_strike"
    SHELLING = "shelling"
    BOMBING = "bombing"
    CHEMICAL_ATTACK = "chemical_attack"
    ATTACK = "attack"
    DETENTION = "detention"
    MATERIEL_LOSS = "materiel_loss"
    PROPERTY_DAMAGE = "property_damage"
    TOLL = "toll"
    CAPTURE = "capture"
    CONTROL = "control"
    WITHDRAWAL = "withdrawal"
    DEPLOYMENT = "deployment"
    DISPLACEMENT = "displacement"
    AID = "aid"
    TALKS = "talks"
    AGREEMENT = "agreement"
    SUPPORT = "support"
    ACCUSATION = "accusation"
    DENIAL = "denial"
    THREAT = "threat"
    DEMAND = "demand"
    PROTEST = "protest"
    ASSESSMENT = "assessment"


SPEECH_ACTS = frozenset({ClaimType.ACCUSATION, ClaimType.SUPPORT, ClaimType.DEMAND, ClaimType.THREAT, ClaimType.DENIAL})
# What hurts people, or tells that they were hurt; and what leaves its mark on people or things.
HURTING = frozenset(
    {
        ClaimType.TOLL,
        ClaimType.ATTACK,
        ClaimType.CLASH,
        ClaimType.AIR_STRIKE,
        ClaimType.SHELLING,
        ClaimType.BOMBING,
        ClaimType.CHEMICAL_ATTACK,
    }
)
PHYSICAL = HURTING | {ClaimType.PROPERTY_DAMAGE, ClaimType.MATERIEL_LOSS, ClaimType.DETENTION}


class Stance(StrEnum):
    ASSERTED = "asserted"
    ALLEGED = "alleged"
    DISPUTED = "disputed"


class Polarity(StrEnum):
    AFFIRMED = "affirmed"
    DENIED = "denied"


class Modality(StrEnum):
    ACTUAL = "actual"
    ONGOING = "ongoing"
    INTENDED = "intended"
    CONDITIONAL = "conditional"
    POSSIBLE = "possible"
    REQUESTED = "requested"


class Precision(StrEnum):
    EXACT = "exact"
    PART = "part"
    PLACE = "place"
    AREA = "area"
    ADMIN1 = "admin1"
    COUNTRY = "country"


class Status(StrEnum):
    CIVILIAN = "civilian"
    COMBATANT = "combatant"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class Measure(StrEnum):
    KILLED = "killed"
    WOUNDED = "wounded"
    KILLED_OR_WOUNDED = "killed_or_wounded"
    MISSING = "missing"
    CAPTURED = "captured"
    RELEASED = "released"
    DISPLACED = "displaced"
    SETTLEMENTS = "settlements"
    POSITIONS = "positions"
    VEHICLES = "vehicles"
    AIRCRAFT = "aircraft"
    DRONES = "drones"
    BUILDINGS = "buildings"
    STRIKES = "strikes"
    WEAPONS = "weapons"
    FIGHTERS = "fighters"
    PEOPLE = "people"


CASUALTIES = (Measure.KILLED, Measure.WOUNDED, Measure.KILLED_OR_WOUNDED)
HARMED = (*CASUALTIES, Measure.MISSING, Measure.CAPTURED)
"""What is counted of people whom an event harmed."""


class Qualifier(StrEnum):
    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    FEWER_THAN = "fewer_than"
    NEARLY = "nearly"
    ABOUT = "about"
    BETWEEN = "between"
    VAGUE = "vague"


class Scope(StrEnum):
    INCIDENT = "incident"
    CUMULATIVE = "cumulative"


@quick
@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim stretch of the report: ``report.text[span.start:span.end] == text``."""

    span: Span
    text: str


@quick
@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of the chain from the originating source towards the reader."""

    source: str
    text: str | None = None
    cue: str | None = None
    channel: str | None = None
    said: Days | None = None
    affiliation: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Mention:
    """An agent or target: the words as written and the canonical actors they stand for (may be none)."""

    text: str
    actors: tuple[str, ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """A place a claim is about. ``country`` is ISO 3166-1 alpha-2; ``within`` the town of a quarter or building."""

    text: str
    name: str
    precision: Precision
    admin1: str | None = None
    country: str | None = None
    within: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class ClaimTime:
    """When the event happened. ``text`` is the phrase as written, ``None`` when inferred.

    ``basis`` says how the days were had: "stated", "sentence" (inferred from a neighbouring sentence),
    "report" (from the report's day by a named rule), or ``None`` when there is no time.
    """

    text: str | None = None
    days: Days = field(default_factory=Days)
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Who or what was counted."""

    text: str | None
    actors: tuple[str, ...] = ()
    status: Status = Status.UNKNOWN
    kind: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Quantity:
    """One count the text gives. ``part_of`` is the index of the total among the same claim's quantities."""

    measure: Measure
    text: str
    count: Count
    qualifier: Qualifier = Qualifier.EXACT
    group: Group | None = None
    scope: Scope = Scope.INCIDENT
    part_of: int | None = None


@dataclass(frozen=True, slots=True)
class Victim:
    """A named victim, each value as written."""

    text: str
    name: str
    age: str | None = None
    sex: str | None = None
    role: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Step:
    """One line of a claim's derivation: which rule or entry produced which field from which characters."""

    field: str
    rule: str
    span: Span | None = None
    note: str = ""


@quick
@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition, field by field as the codebook writes it.

    ``trace`` says why each field reads as it does; ``confidence`` (0..1) how probable the proposition is by the
    learned reader, ``None`` when nothing weighed it or a person judged it.
    """

    id: str
    type: ClaimType
    evidence: Quote
    also_at: tuple[Quote, ...] = ()
    attribution: tuple[Attribution, ...] = ()
    stance: Stance = Stance.ASSERTED
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ACTUAL
    background: bool = False
    agents: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    places: tuple[ClaimPlace, ...] = ()
    time: ClaimTime = field(default_factory=ClaimTime)
    instruments: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    victims: tuple[Victim, ...] = ()
    retaken: bool = False
    breached: bool = False
    released: bool = False
    trace: tuple[Step, ...] = ()
    confidence: float | None = None

    @property
    def origin(self) -> str | None:
        """Who stands behind the claim; ``None`` is the article's own voice."""
        return self.attribution[0].source if self.attribution else None
