"""Named victims: the vocabulary's own examples, and which claim they end up on. Names are invented."""

from __future__ import annotations

from typing import Any

import pytest

from fogline.core.claim import Claim, ClaimType
from fogline.core.report import Report
from fogline.read.document import parse
from fogline.read.events.assemble import claims_of
from fogline.vocab import load

_FIELDS = ("name", "age", "sex", "role")


def claims(text: str) -> tuple[Claim, ...]:
    return claims_of(next(iter(parse([Report("t", text, "Example Post", "2019-05-04")]))))


def read(text: str) -> list[dict[str, Any]]:
    found = [v for c in claims(text) for v in c.victims]
    return [{f: getattr(v, f) for f in _FIELDS if getattr(v, f)} for v in found]


@pytest.mark.parametrize("example", load("en/victims.yaml")["examples"], ids=lambda e: e["text"][:40])
def test_the_examples_of_the_vocabulary(example: dict[str, Any]) -> None:
    assert read(example["text"]) == example["victims"]


def test_every_value_is_written_so_in_the_report() -> None:
    text = "A rocket killed the nurse Amina Darwish, 31, and her son Sami in Taiz."
    found = [v for c in claims(text) for v in c.victims]
    assert [v.name for v in found] == ["Amina Darwish", "Sami"]
    assert all(getattr(v, f) in text for v in found for f in ("text", *_FIELDS) if getattr(v, f))


def test_a_victim_belongs_to_one_claim() -> None:
    text = "Artillery shelled the port on Monday. Karim Mansour, a baker, was killed when a mine exploded on the road."
    on = [c.type for c in claims(text) if c.victims]
    assert on == [ClaimType.BOMBING]


def test_those_named_afterwards_belong_to_the_event_before() -> None:
    text = "A drone strike killed two men in a car. They were identified as Samir Aziz and Omar Salem."
    found = next(c for c in claims(text) if c.victims)
    assert found.type == ClaimType.AIR_STRIKE
    assert [v.name for v in found.victims] == ["Samir Aziz", "Omar Salem"]
