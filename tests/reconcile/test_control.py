"""Who holds a place: parts and wholes, what only says where another place lies, who can hold at all."""

from __future__ import annotations

from datetime import date

import pytest

from fogline.core.claim import (
    Attribution,
    Claim,
    ClaimPlace,
    ClaimTime,
    ClaimType,
    Measure,
    Mention,
    Polarity,
    Precision,
    Quantity,
    Quote,
)
from fogline.core.incident import Head, Statement
from fogline.core.interval import Count, Days
from fogline.core.span import Span
from fogline.reconcile.control import holdings, live, quarrels, state

D = date(2022, 5, 2)


def place(text: str, name: str, precision: str = "place", within: str | None = None) -> ClaimPlace:
    return ClaimPlace(text, name, Precision(precision), "Darfur", "SD", within)


def told(
    quote: str,
    by: str,
    who: str | tuple[str, ...],
    *places: ClaimPlace,
    origin: str = "Nile Gazette",
    kind: ClaimType = ClaimType.CAPTURE,
    day: date = D,
    denied: bool = False,
    counts: tuple[Quantity, ...] = (),
) -> Statement:
    row = Claim(
        id="c",
        type=kind,
        evidence=Quote(Span(0, len(quote)), quote),
        attribution=(Attribution(origin),),
        agents=(Mention(by, (who,) if isinstance(who, str) else who),),
        places=places,
        time=ClaimTime(None, Days.on(day)),
        polarity=Polarity.DENIED if denied else Polarity.AFFIRMED,
        quantities=counts,
    )
    return Statement(Head(f"{origin} {day} {quote}", "Nile Gazette", day), row, origin, True)


def test_one_outlets_word_on_two_parts_of_a_town_is_two_words() -> None:
    east = told("rebels hold eastern Nyala", "rebels", "Rebels", place("eastern Nyala", "Nyala", "part"))
    west = told(
        "the army holds western Nyala", "army", "Army", place("western Nyala", "Nyala", "part"), day=date(2022, 5, 3)
    )
    found = holdings([east, west])
    assert [(h.part, h.holder) for h in live(found)] == [("east", "Rebels"), ("west", "Army")]
    assert state(found, "Nyala", date(2022, 5, 4)).holders == ("Rebels", "Army")


def test_the_last_word_on_one_part_replaces_the_one_before() -> None:
    first = told("rebels hold eastern Nyala", "rebels", "Rebels", place("eastern Nyala", "Nyala", "part"))
    later = told(
        "the army took the east of Nyala",
        "army",
        "Army",
        place("the east of Nyala", "Nyala", "part"),
        day=date(2022, 5, 3),
    )
    assert [h.holder for h in live(holdings([first, later]))] == ["Army"]


def test_the_last_word_on_the_whole_replaces_those_on_its_parts() -> None:
    east = told("rebels hold eastern Nyala", "rebels", "Rebels", place("eastern Nyala", "Nyala", "part"))
    town = told("the army took Nyala", "army", "Army", place("Nyala", "Nyala"), day=date(2022, 5, 3))
    assert [h.holder for h in live(holdings([east, town]))] == ["Army"]


@pytest.mark.parametrize(
    ("quote", "places", "held"),
    [
        # (the words, the claim's places, what is held: + the whole, - only some of it)
        (
            "took the airport in Nyala",
            (place("the airport", "Nyala Airport", "exact"), place("Nyala", "Nyala")),
            ["+Nyala Airport"],
        ),
        ("took Tawila, west of El Fasher", (place("Tawila", "Tawila"), place("El Fasher", "El Fasher")), ["+Tawila"]),
        ("took Tawila and Kutum", (place("Tawila", "Tawila"), place("Kutum", "Kutum")), ["+Kutum", "+Tawila"]),
        ("took control in Nyala", (place("Nyala", "Nyala"),), ["+Nyala"]),
        ("took several villages near Nyala", (place("Nyala", "Nyala"),), ["-Nyala"]),
        ("took Nyala and several villages around it", (place("Nyala", "Nyala"),), ["+Nyala"]),
        ("took the positions", (place("the positions", "Nyala", "exact", "Nyala"),), ["-Nyala"]),
        ("took a bridge", (place("a bridge", "Blue Bridge", "exact", "Nyala"),), ["+Blue Bridge"]),
        ("took Kutum", (place("Kutum", "Kutum"), place("Darfur", "Darfur", "admin1")), ["+Kutum"]),
    ],
)
def test_what_is_held(quote: str, places: tuple[ClaimPlace, ...], held: list[str]) -> None:
    found = holdings([told(quote, "army", "Sudanese army", *places)])
    assert [("+" if h.whole else "-") + h.place for h in found] == held


@pytest.mark.parametrize(
    ("quote", "whole"),
    [("took 14 sites", False), ("took 14 villages near Nyala", False), ("took Nyala and 14 villages around it", True)],
)
def test_a_count_of_villages_is_not_the_town(quote: str, whole: bool) -> None:
    counted = (Quantity(Measure.SETTLEMENTS, "14", Count(14, 14)),)
    found = holdings([told(quote, "army", "Sudanese army", place("Nyala", "Nyala"), counts=counted)])
    assert [h.whole for h in found] == [whole]


@pytest.mark.parametrize(
    ("by", "who", "holder"),
    [
        ("The monitor", ("Syrian Observatory for Human Rights",), None),
        ("They", (), None),
        ("the capture of Nyala", (), None),
        ("the Plain Brigade", (), "the Plain Brigade"),
        ("the minister", ("Musa Adam", "Government of Sudan"), "Government of Sudan"),
    ],
)
def test_who_can_hold(by: str, who: tuple[str, ...], holder: str | None) -> None:
    found = holdings([told("holds Nyala", by, who, place("Nyala", "Nyala"), kind=ClaimType.CONTROL)])
    assert [h.holder for h in found] == ([holder] if holder else [])


def test_lost_control_is_no_hold() -> None:
    lost = told(
        "the army has lost control of Nyala", "army", "Sudanese army", place("Nyala", "Nyala"), kind=ClaimType.CONTROL
    )
    assert [(h.holder, h.against) for h in holdings([lost])] == [(None, ("Sudanese army",))]


def test_a_states_outlet_is_no_third_voice_for_the_state() -> None:
    rows = [
        told(
            "the army holds Nyala",
            "army",
            "Sudanese army",
            place("Nyala", "Nyala"),
            kind=ClaimType.CONTROL,
            origin=origin,
        )
        for origin in ("Nile State News", "Darfur Bar", "Kutum Doctors")
    ]
    alone = state(holdings(rows[:1]), "Nyala", D)
    assert (alone.state.value, alone.reason) == ("claimed", "on the word of Nile State News alone")
    assert state(holdings(rows[:2]), "Nyala", D).state.value == "claimed"
    assert state(holdings(rows), "Nyala", D).state.value == "held"


def test_quarrels_are_the_contested_places() -> None:
    took = told("rebels took Nyala", "rebels", "Darfur rebels", place("Nyala", "Nyala"), origin="Darfur rebels")
    denied = told(
        "rebels took Nyala", "rebels", "Darfur rebels", place("Nyala", "Nyala"), origin="Sudanese army", denied=True
    )
    calm = told("rebels took Kutum", "rebels", "Darfur rebels", place("Kutum", "Kutum"), origin="Darfur rebels")
    found = quarrels(holdings([took, denied, calm]))
    assert [(s.place, s.day) for s in found] == [("Nyala", D)]
    assert {h.origin for h in found[0].rests_on} == {"Darfur rebels", "Sudanese army"}
    assert quarrels(holdings([took, calm])) == []


def test_a_fall_denied_without_a_captor_is_denied_all_the_same() -> None:
    took = told("rebels took Nyala", "rebels", "Darfur rebels", place("Nyala", "Nyala"), origin="a resident")
    nobody = told("denied that Nyala fell", "it", (), place("Nyala", "Nyala"), origin="Sudanese army", denied=True)
    found = state(holdings([took, nobody]), "Nyala", D)
    assert (found.state.value, found.holders) == ("contested", ("Darfur rebels",))
    assert found.reason == "Darfur rebels according to a resident; denied by Sudanese army"
    fell = told("Nyala fell", "it", (), place("Nyala", "Nyala"))
    assert not holdings([fell])


def test_a_town_does_not_talk() -> None:
    """Where something was said is not who says it; a capital that stands for its government is."""
    from fogline.core.claim import Attribution, Claim, ClaimPlace, ClaimType, Mention, Precision, Quote
    from fogline.core.incident import Head, Statement
    from fogline.core.span import Span
    from fogline.reconcile.positions import positions

    def talks(*names: str) -> set[str]:
        claim = Claim(
            id="c1",
            type=ClaimType.TALKS,
            evidence=Quote(Span(0, 5), "talks"),
            attribution=(Attribution("Elders"),),
            agents=tuple(Mention(n, (n,)) for n in names),
            places=(ClaimPlace("Kidal", "Kidal", Precision.PLACE),),
        )
        return {
            x
            for p in positions([Statement(Head("r1"), claim, "Elders", named=True)])
            for x in (p.actor, p.target or "")
        }

    assert talks("Kidal", "Azawad Column", "Sahel Front") == {"Azawad Column", "Sahel Front"}
    assert talks("Kidal") == {"Elders", ""}


def test_what_a_capture_ends_is_no_loss_of_what_was_captured() -> None:
    words = "captured Nyala, the last town outside its control"
    took = told(words, "the militia", "Militia", place("Nyala", "Nyala"))
    lacked = told(words, "it", "Militia", place("Nyala", "Nyala"), kind=ClaimType.CONTROL, denied=True)
    assert state(holdings([took, lacked]), "Nyala", D).holders == ("Militia",)
    later = told("no longer held", "it", "Militia", place("Nyala", "Nyala"), kind=ClaimType.CONTROL, denied=True)
    assert state(holdings([took, later]), "Nyala", D).holders == ()
