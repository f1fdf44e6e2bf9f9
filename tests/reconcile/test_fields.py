"""Every field of a claim that a person can correct: what it takes, what it then reads, what it refuses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.reconcile.test_parts import claim, place

from fogline.core.claim import Attribution, Group, Measure, Mention, Precision, Qualifier, Quantity, Status
from fogline.core.interval import Count
from fogline.reconcile.fields import FIELDS, agrees, corrected, count_of, value_of

BARE = replace(claim(), places=(), attribution=(), quantities=())
TOTAL = Quantity(Measure.KILLED, "9 people", Count(9, 9), group=Group("people", (), Status.UNKNOWN))
PARTS = (TOTAL, replace(TOTAL, text="4", count=Count(4, 4), part_of=0))


@pytest.mark.parametrize(
    ("field", "value", "reads"),
    [
        ("type", "air strike", "air_strike"),
        ("stance", "alleged", "alleged"),
        ("polarity", "denied", "denied"),
        ("modality", "possible", "possible"),
        ("background", "yes", "yes"),
        ("retaken", "", "no"),
        ("origin", "Darfur Bar", "Darfur Bar"),
        ("origin", "", None),
        ("agents", "Plain Brigade; Hill Brigade", "Plain Brigade; Hill Brigade"),
        ("targets", "", None),
        ("place", "Nyala", "Nyala"),
        ("place", "", None),
        ("places.0", "Nyala, South Darfur, SD, area", "Nyala"),
        ("place.admin1", "North Darfur", "North Darfur"),
        ("places.0.precision", "area", "area"),
        ("time", "2022-05-01", "2022-05-01"),
        ("time", "2022-05-01..2022-05-04", "2022-05-01..2022-05-04"),
        ("time", "2022-05-01..", "2022-05-01.."),
        ("time", "", None),
        ("time.start", "2022-05-01", "2022-05-01"),
        ("quantities.0", "killed 12..", "killed 12.."),
        ("quantities.0", "wounded 5-7 civilian", "wounded 5..7 civilian"),
        ("quantities.1", "wounded 1,200+", "wounded 1200.."),
        ("quantities.0", "", None),
        ("quantities.0.low", "8", "8"),
        ("quantities.0.high", "", None),
        ("quantities.0.measure", "wounded", "wounded"),
        ("quantities.0.status", "combatant", "combatant"),
        ("quantities.0.actors", "Plain Brigade", "Plain Brigade"),
        ("quantities.0.kind", "children", "children"),
        ("quantities.0.scope", "cumulative", "cumulative"),
        ("instruments", "mortars; rockets", "mortars; rockets"),
    ],
)
def test_what_is_set_is_read(field: str, value: str, reads: str | None) -> None:
    made = corrected(claim(), field, value)
    assert value_of(made, field) == reads
    assert agrees(made, field, value)


def test_every_field_is_listed_with_what_it_takes() -> None:
    assert all(field.takes for field in FIELDS.values())
    assert {"origin", "place", "time", "agents", "quantities.N"} <= set(FIELDS)


@pytest.mark.parametrize(
    ("field", "value"),
    [("origin", "Darfur Bar"), ("place", "Nyala"), ("places.0", "Nyala"), ("quantities.0", "killed 3")],
)
def test_what_the_reader_left_out_can_be_put_in(field: str, value: str) -> None:
    assert value_of(BARE, field) is None
    assert value_of(corrected(BARE, field, value), field) == value


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("actor", "x", "fields are type"),
        ("type", "airstrike", "none of clash"),
        ("time.start", "1.5.2022", "YYYY-MM-DD"),
        ("time.end", "2022-04-01", "backwards"),
        ("quantities.0", "killed nine", "no count"),
        ("quantities.0.low", "nine", "no whole number"),
        ("quantities.4.low", "9", "no number 4"),
        ("quantities.4", "killed 9", "no number 4"),
        ("quantities.1", "wounded", "has no count"),
        ("quantities.0.status", "civilians", "none of civilian"),
        ("places.3", "Nyala", "no number 3"),
        ("place.name", "", "needs a name"),
        ("background", "perhaps", "neither yes nor no"),
    ],
)
def test_what_cannot_be_is_refused_in_words(field: str, value: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        corrected(claim(), field, value)


def test_another_place_takes_nothing_along_from_the_one_before() -> None:
    """A town's region is not its neighbour's: what is not said of the new place is not known."""
    before = claim(places=(place("Ardamata", "part", "El Geneina"),))
    new = corrected(before, "place", "Nyala").places[0]
    assert (new.name, new.within, new.admin1, new.precision) == ("Nyala", None, None, Precision.PLACE)
    told = corrected(before, "place", "Otash, in Nyala, South Darfur, SD, part").places[0]
    assert (told.within, told.admin1, told.country, told.precision) == ("Nyala", "South Darfur", "SD", Precision.PART)


def test_a_party_keeps_the_words_that_named_it() -> None:
    before = claim(agents=(Mention("the brigade", ("Plain Brigade",)),))
    after = corrected(before, "agents", "Plain Brigade; Hill Brigade").agents
    assert [m.text for m in after] == ["the brigade", "Hill Brigade"]


def test_an_officer_who_did_not_say_it_takes_his_body_with_him() -> None:
    said = claim(attribution=(Attribution("Omar", affiliation="Darfur Bar"), Attribution("Nile Gazette")))
    chain = corrected(said, "origin", "Camp Council").attribution
    assert [(a.source, a.affiliation) for a in chain] == [("Camp Council", None), ("Nile Gazette", None)]


@pytest.mark.parametrize(
    ("text", "count", "how"),
    [
        ("16", Count(16, 16), Qualifier.EXACT),
        ("16..", Count(16, None), Qualifier.AT_LEAST),
        ("16+", Count(16, None), Qualifier.AT_LEAST),
        ("..40", Count(None, 40), Qualifier.AT_MOST),
        ("15\u201320", Count(15, 20), Qualifier.BETWEEN),
    ],
)
def test_counts(text: str, count: Count, how: Qualifier) -> None:
    assert count_of(text) == count
    assert corrected(claim(), "quantities.0", f"killed {text}").quantities[0].qualifier is how


def test_a_total_taken_out_leaves_its_parts_as_they_are() -> None:
    left = corrected(claim(quantities=PARTS), "quantities.0", "").quantities
    assert [(q.count.low, q.part_of) for q in left] == [(4, None)]
    moved = corrected(
        claim(quantities=(TOTAL, *PARTS[:1], replace(PARTS[1], part_of=1))), "quantities.0", ""
    ).quantities
    assert [q.part_of for q in moved] == [None, 0]
