"""Faults found on reports written blind in the manner of other outlets, each with sentences of its own."""

from __future__ import annotations

import pytest

from fogline.core.claim import Claim, ClaimType, Modality, Polarity
from fogline.core.report import Report
from fogline.read.reader import read

LEAD = "A truce was signed. "


def claims(text: str, published: str = "2025-03-13") -> tuple[Claim, ...]:
    return next(iter(read([Report("r", text, "Daily Example", published)]))).claims


def of(text: str, kind: ClaimType) -> list[Claim]:
    return [c for c in told(text) if c.type is kind]


def told(text: str) -> list[Claim]:
    """Claims of ``text`` after a sentence that marks the report as one of war."""
    return [c for c in claims(LEAD + text) if c.evidence.text not in LEAD]


def sources(text: str) -> set[str]:
    return {c.attribution[0].source for c in claims(text) if c.attribution}


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("The alliance has begun its operation to isolate the city of Bor.", ClaimType.CONTROL, Modality.INTENDED),
        ("Rebels launched a major push last week to end a siege of Bor.", ClaimType.CONTROL, Modality.INTENDED),
        ("Troops pressed ahead with their offensive to take the town of Bor.", ClaimType.CAPTURE, Modality.INTENDED),
        ("Troops took the town of Bor after a long offensive.", ClaimType.CAPTURE, Modality.ACTUAL),
        ("The ministers are due to meet the envoy in Oslo about the truce.", ClaimType.TALKS, Modality.INTENDED),
        ("The mayor said rebels were attacking the town from two sides.", ClaimType.CLASH, Modality.ONGOING),
        ("The mayor said that shelling was still taking place in Bor.", ClaimType.SHELLING, Modality.ONGOING),
        ("The town of Bor has been under siege by the militia since May.", ClaimType.CONTROL, Modality.ONGOING),
        ("The town of Bor was under siege by the militia in May.", ClaimType.CONTROL, Modality.ACTUAL),
        ("Heavy shelling has been reported in Bor since dawn.", ClaimType.SHELLING, Modality.ONGOING),
        ("Heavy shelling was reported in Bor on Monday.", ClaimType.SHELLING, Modality.ACTUAL),
    ],
)
def test_what_goes_on_and_what_is_meant(text: str, kind: ClaimType, modality: Modality) -> None:
    assert {c.modality for c in of(text, kind)} == {modality}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The raid was claimed by the Front for the River (FR), which said it had killed 30 soldiers.", None),
        (
            "A strike on Bor, a border town, wounded nine people on Monday, a nurse at Saint Mary hospital said. "
            "The army did not comment.",
            "a nurse at Saint Mary hospital",
        ),
        (
            "At least 7 people killed and 36 wounded admitted to hospitals in Bor, according to health partners.",
            "health partners",
        ),
        ("The UN co-ordinator in Nigeria, Ada Bly, condemned the attack on Bor.", "Ada Bly"),
        ("More than 300 homes were destroyed in Bor by shelling, satellite images show.", "satellite images"),
    ],
)
def test_who_says_it(text: str, source: str | None) -> None:
    assert "which" not in sources(text)
    assert source is None or sources(text) == {source}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunmen set nine houses on fire in the village of Bor.", ClaimType.PROPERTY_DAMAGE),
        ("Several warehouses of aid groups, including a flour store, were looted.", ClaimType.PROPERTY_DAMAGE),
        ("At dawn the soldiers left towards Gao.", ClaimType.WITHDRAWAL),
        ("Small groups of fighters slipped into the district.", ClaimType.DEPLOYMENT),
        ("Nine captured pilots were exchanged for 40 rebels on Monday.", ClaimType.DETENTION),
        ("Around 300 people remain in the town.", ClaimType.ASSESSMENT),
        ("Rebel columns now threaten the port.", ClaimType.ASSESSMENT),
        ("Defence Minister Ivan Bako was dismissed in May.", ClaimType.ASSESSMENT),
        ("The army will not stop until the city is free.", ClaimType.THREAT),
        ("The militia answered with anti-aircraft fire.", ClaimType.CLASH),
        ("Guards fired on some of those who tried to escape.", ClaimType.ATTACK),
        ("The militia handed over nine prisoners on Monday.", ClaimType.DETENTION),
    ],
)
def test_plain_events_are_found(text: str, kind: ClaimType) -> None:
    found = of(text, kind)
    assert found
    assert found[0].polarity is Polarity.AFFIRMED


@pytest.mark.parametrize(
    "text",
    ["No group has said it was behind the killings.", "Nobody has admitted to the bombing of the market."],
)
def test_what_nobody_says_is_not_told(text: str) -> None:
    assert told(text) == []


def test_guided_bombs_fall_from_the_air() -> None:
    text = "Russian forces struck Kharkiv with two guided bombs on Monday, injuring 21 people."
    assert [c.type for c in claims(text)] == [ClaimType.AIR_STRIKE]


@pytest.mark.parametrize(
    ("text", "kind", "role", "mentions"),
    [
        (
            "The Ukrainian National Guard and the Alpha Group took the town of Bor.",
            ClaimType.CAPTURE,
            "agents",
            ["The Ukrainian National Guard", "the Alpha Group"],
        ),
        (
            "Air strikes hit a government building and a stadium in Bor.",
            ClaimType.AIR_STRIKE,
            "targets",
            ["a government building", "a stadium"],
        ),
        (
            "Shells hit private and public properties in Bor.",
            ClaimType.SHELLING,
            "targets",
            ["private and public properties"],
        ),
    ],
)
def test_two_under_one_and(text: str, kind: ClaimType, role: str, mentions: list[str]) -> None:
    (claim,) = of(text, kind)
    assert [m.text for m in getattr(claim, role)] == mentions


@pytest.mark.parametrize(
    "text",
    [
        "The government accused the rebels of executing 100 youths in Bor.",
        "The rebels have been accused of executing 100 youths in Bor.",
    ],
)
def test_the_accused_did_it_and_the_accuser_did_not(text: str) -> None:
    (deed,) = of(text, ClaimType.ATTACK)
    assert ["rebels" in m.text for m in deed.agents] == [True]
    (charge,) = of(text, ClaimType.ACCUSATION)
    assert ["rebels" in m.text for m in charge.targets] == [True]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("A mine wounded six members of one family in Bor.", "civilian"),
        ("A mine killed six members of the Fulani community in Bor.", "unknown"),
        ("A mine killed six members of the security forces in Bor.", "combatant"),
    ],
)
def test_members_are_what_they_are_members_of(text: str, status: str) -> None:
    groups = [q.group for c in claims(text) for q in c.quantities if q.measure.value in ("killed", "wounded")]
    assert groups[0] is not None
    assert groups[0].status.value == status


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Nine people were shot dead in the market.", [("killed", 9)]),
        ("Gunmen shot nine people dead in the market.", [("killed", 9)]),
        ("About 300 people are still held in the compound.", [("captured", 270)]),
        (
            "In all 366 soldiers were killed, 429 were wounded and 158 went missing.",
            [("killed", 366), ("wounded", 429), ("missing", 158)],
        ),
        ("The militia captured and executed 20 soldiers.", [("captured", 20), ("killed", 20)]),
        ("The army raised its count of servicemen killed since May 27 to 874.", []),
    ],
)
def test_each_number_by_its_own_word(text: str, counts: list[tuple[str, int]]) -> None:
    found = {(q.measure.value, q.count.low) for c in told(text) for q in c.quantities}
    assert found >= set(counts)
    assert len(found) == len(counts)


def test_left_dead_and_forced_to_flee_are_two_numbers() -> None:
    text = "The insurgency, which began in 2009, has left 30,000 people dead and forced two million people to flee."
    (toll,) = of(text, ClaimType.TOLL)
    assert [(q.measure.value, q.count.low) for q in toll.quantities] == [("killed", 30_000)]
    flights = [c for c in of(text, ClaimType.DISPLACEMENT) if c.quantities]
    assert [[(q.measure.value, q.count.low) for q in c.quantities] for c in flights] == [[("displaced", 2_000_000)]]
    assert {c.modality for c in flights} == {Modality.ACTUAL}
    assert (str(toll.time.days.start), toll.time.days.end) == ("2009-01-01", None)


def test_the_places_left_are_counted_with_the_leaving() -> None:
    text = "The army withdrew from six villages previously held by rebels."
    (leaving,) = of(text, ClaimType.WITHDRAWAL)
    assert [q.measure.value for q in leaving.quantities] == ["settlements"]


@pytest.mark.parametrize(
    ("text", "kind", "agents"),
    [
        (
            "Fighting raged in Bor on Tuesday, hours before a truce brokered by Qatar and Egypt was due to lapse.",
            ClaimType.CLASH,
            set(),
        ),
        (
            "The SDF, an alliance of Kurdish and Arab fighters, took the town of Bor in June.",
            ClaimType.CAPTURE,
            {"The SDF"},
        ),
    ],
)
def test_who_takes_no_part(text: str, kind: ClaimType, agents: set[str]) -> None:
    assert {m.text for c in of(text, kind) for m in c.agents} == agents


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The army rejected reports that the town of Bor had fallen.", Polarity.DENIED),
        ("A spokesman disputed the claim that rebels had captured the town of Bor.", Polarity.DENIED),
        ("Residents confirmed reports that the town of Bor had fallen.", Polarity.AFFIRMED),
    ],
)
def test_what_a_tale_tells_is_read_too(text: str, polarity: Polarity) -> None:
    (capture,) = of(text, ClaimType.CAPTURE)
    assert capture.polarity is polarity


def test_a_truce_that_is_talked_about_is_none() -> None:
    assert of("The envoys are holding talks in Oslo on a truce.", ClaimType.AGREEMENT) == []


def test_over_may_belong_to_the_verb() -> None:
    (claim,) = of("The militia handed over nine prisoners on Monday.", ClaimType.DETENTION)
    assert [(q.count.low, q.count.high) for q in claim.quantities] == [(9, 9)]


def test_whose_spokesman_speaks_for_the_one_before() -> None:
    text = "The army pounded the M23, whose spokesman denied that it had targeted the clinic."
    assert sources(LEAD + text) == {"M23 spokesman"}


def test_a_name_within_a_word_sets_no_scene() -> None:
    text = "José Rojas drove a car bomb into a police academy in Bogotá, killing 21 people. José died, the army said."
    names = {n for c in claims(text) for m in (*c.agents, *c.targets) for n in m.actors} | sources(text)
    assert not any("Niger" in n for n in names)
