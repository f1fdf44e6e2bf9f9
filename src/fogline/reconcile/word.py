"""On whose word a place is held: the holder's own, the other side's, or that of somebody who is no party."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from fogline.core.control import Act, Holding
from fogline.link import Force, force, mouth, voice
from fogline.reconcile.phrases import say
from fogline.vocab import load

Side = Callable[[str], str | None]
"""Origin or actor name -> the side it speaks for, or ``None``."""


def no_sides(_: str) -> str | None:
    """Without a theatre, an actor speaks for itself alone."""
    return None


def support(holder: str, words: Sequence[Holding], side: Side) -> tuple[bool, str]:
    """Is it held? The other side admits it, or two independent origins that are no party say so."""
    rivals = {voice(a) for h in words for a in h.against}
    saying = [h for h in words if h.holder == holder]
    foes = [h.origin for h in saying if voice(h.origin) in rivals or _foe(h.origin, holder, rivals, side)]
    if foes:
        return True, say("control", "admitted", origin=foes[0])
    if left := [h.origin for h in words if _left(h, holder)]:
        return True, say("control", "left_to", origin=left[0])
    third = sorted({h.origin for h in saying if not partisan(h.origin, holder, side)})
    if len(third) > 1:
        return True, say("control", "independent", origins=", ".join(third))
    if third:
        return False, say("control", "one_source", origins=third[0])
    return False, say("control", "own_word", origins=", ".join(sorted({h.origin for h in saying})))


def _left(h: Holding, holder: str) -> bool:
    """Somebody else says of itself that it left."""
    mine = {voice(a) for a in h.against}
    return h.act in (Act.WITHDREW, Act.LOST) and h.whole and voice(h.origin) in mine - {voice(holder)}


def _foe(origin: str, holder: str, rivals: set[str], side: Side) -> bool:
    mine = side(origin)
    if mine is None or mine == side(holder):
        return False
    return force(origin) is not None or any(side(r) == mine for r in rivals)


def partisan(origin: str, holder: str, side: Side) -> bool:
    """The holder or its own side; where no list knows, a state's office for its army, a rebel for the rebels."""
    if voice(origin) == voice(holder) or set(voice(holder).split()) <= set(voice(origin).split()):
        return True
    mine, group = side(origin), force(holder)
    if mine is not None and side(holder) is not None:
        return mine == side(holder)
    return bool(group and (_same_sort(group, mouth(origin)) or (group.state and _state_media(origin))))


def _same_sort(holder: Force, origin: Force | None) -> bool:
    known = {f.country for f in (holder, origin) if f and f.country}
    return origin is not None and holder.state is origin.state and len(known) < 2


def _state_media(origin: str) -> bool:
    return bool(re.search("|".join(load("en/reconcile_phrases.yaml")["state_media"]["patterns"]), origin.lower()))
