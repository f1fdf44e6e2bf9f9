"""Claims in words, for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fogline.core.claim import Claim, ClaimPlace, ClaimTime, Mention, Polarity, Quantity
from fogline.core.interval import Count, Days

OWN_VOICE = "in its own voice"


def who(claim: Claim, outlet: str | None) -> str:
    """The chain from the origin to the outlet: ``Hospital director > AFP > Orontes Wire``."""
    chain = [link.source for link in claim.attribution]
    return " > ".join([*chain, outlet or "unknown outlet"])


def origin(claim: Claim, outlet: str | None) -> str:
    return claim.origin or outlet or "unknown outlet"


def kind(claim: Claim) -> str:
    """Type with what sets the claim apart from a plain statement: ``capture, denied``."""
    marks = [claim.type.value.replace("_", " ")]
    if claim.retaken:
        marks.append("retaken")
    if claim.breached:
        marks.append("breached")
    if claim.released:
        marks.append("released")
    if claim.polarity is Polarity.DENIED:
        marks.append("denied")
    marks += [value for value in (claim.modality.value, claim.stance.value) if value not in ("actual", "asserted")]
    if claim.background:
        marks.append("background")
    return ", ".join(marks)


def when(time: ClaimTime) -> str:
    return days(time.days)


def days(of: Days) -> str:
    if of.start == of.end:
        return "" if of.start is None else of.start.isoformat()
    return f"{of.start or ''}..{of.end or ''}"


def where(places: Sequence[ClaimPlace]) -> str:
    return ", ".join(_place(place) for place in places)


def _place(place: ClaimPlace) -> str:
    return f"{place.name} ({place.within})" if place.within else place.name


def mentions(of: Sequence[Mention]) -> str:
    return "; ".join(" + ".join(mention.actors) or mention.text for mention in of)


def count(of: Count) -> str:
    if of.exact:
        return f"{of.low:,}"
    if of.high is None:
        return f"{of.low:,} or more"
    if of.low is None:
        return f"up to {of.high:,}"
    return f"{of.low:,} to {of.high:,}"


def numbers(quantities: Sequence[Quantity]) -> str:
    return "; ".join(_quantity(quantity) for quantity in quantities)


def _quantity(quantity: Quantity) -> str:
    group = quantity.group
    counted = (", ".join(group.actors) or group.text or group.status.value) if group else ""
    measure = quantity.measure.value.replace("_", " ")
    counted = "" if counted == measure else counted  # "the 327 killed" names nobody
    return " ".join(part for part in (count(quantity.count), measure, f"({counted})" if counted else "") if part)


def shortened(text: str, width: int) -> str:
    """One line of at most ``width`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "\u2026"


def facts(claim: Claim, outlet: str | None) -> Iterator[tuple[str, str]]:
    """What there is to say of a claim, as labels and values; empty ones left out."""
    told = [
        ("what", kind(claim)),
        ("who says it", who(claim, outlet)),
        ("said", _said(claim)),
        ("by", mentions(claim.agents)),
        ("against, about", mentions(claim.targets)),
        ("where", where(claim.places)),
        ("when", _time(claim.time)),
        ("with", ", ".join(claim.instruments)),
        *(("number", f"{_quantity(q)}, {q.scope.value}, {_words(q, claim)}{_part(q)}") for q in claim.quantities),
        *(("victim", ", ".join(part for part in (v.name, v.age, v.sex, v.role) if part)) for v in claim.victims),
    ]
    return ((label, value) for label, value in told if value)


def _words(quantity: Quantity, claim: Claim) -> str:
    """The number's own words; a person who adds one points at the claim's."""
    return "as a person judged it" if quantity.text == claim.evidence.text else f"from {quantity.text!r}"


def _part(quantity: Quantity) -> str:
    return "" if quantity.part_of is None else f", part of number {quantity.part_of + 1}"


def _said(claim: Claim) -> str:
    if not claim.attribution:
        return OWN_VOICE
    link = claim.attribution[0]
    words = [f"{link.text!r}" if link.text else "", link.cue or "", f"({link.channel})" if link.channel else ""]
    words.append(f"of {link.affiliation}" if link.affiliation else "")
    words.append(days(link.said) if link.said else "")
    return " ".join(word for word in words if word)


def _time(time: ClaimTime) -> str:
    found = when(time) or ("" if time.text is None else "not to be told")
    if time.basis == "judged":
        return f"{found or 'no day'}, as a person judged it"
    return f"{found}, from {time.text!r}" if time.text else found
