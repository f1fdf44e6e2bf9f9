"""What speaks for or against days as those of an event, written out: function words and names of rules stand in the
signs; names, places and numbers never do.
"""

from __future__ import annotations

from functools import lru_cache

from fogline.read.signs import MANY, Part, part

_NAMING = frozenset({"amod", "compound", "nmod"})  # "the besieged town": named in passing


# The event, whatever its days ------------------------------------------------


@lru_cache(maxsize=MANY)
def happens(kind: str, mood: str, tense: str, family: str) -> Part:
    """What the event is."""
    return part(
        "all",
        f"kind={kind}",
        f"family={family}",
        f"mood={mood}",
        f"tense={tense}",
        f"tense={tense}&family={family}",
        f"kind={kind}&tense={tense}",
        f"mood={mood}&family={family}",
    )


@lru_cache(maxsize=MANY)
def worded(pos: str, dep: str, verb: str, family: str) -> Part:
    """Which word names it, and the verb over it."""
    return part(f"pos={pos}", f"names={dep in _NAMING}", f"verb={verb}", f"dep={dep}&family={family}")


@lru_cache(maxsize=MANY)
def told(state: bool, said: bool, quoted: bool, at: int) -> Part:
    """How it is told, and in which sentence."""
    return part(f"state={state}", f"said={said}", f"quoted={quoted}", f"at={at}")


@lru_cache(maxsize=MANY)
def surrounded(dated: bool, story: bool, own: int) -> Part:
    """Which other days there are."""
    return part(f"dated={dated}", f"story={story}&dated={dated}", f"own={own}")


@lru_cache(maxsize=MANY)
def hung(main: str, tense: str, below: str, family: str) -> Part:
    """The main verb of its sentence, and the relative clause it stands in."""
    return part(
        f"main={main}&tense={tense}",
        f"main={main}&family={family}",
        f"below={below}&family={family}",
        f"below={below}&tense={tense}",
    )


@lru_cache(maxsize=MANY)
def points(back: bool, within: bool, family: str) -> Part:
    """Whether it is one told before, or within one."""
    return part(f"points={back}&family={family}", f"within={within}")


# A phrase, whatever the event ------------------------------------------------


@lru_cache(maxsize=MANY)
def phrase(rule: str, kind: str, relation: str, length: str, age: str) -> Part:
    return part(f"rule={rule}", f"kind={kind}&relation={relation}", f"length={length}", f"age={age}")


# A phrase of the event's sentence --------------------------------------------


@lru_cache(maxsize=MANY)
def dates(rule: str, relation: str, age: str, tense: str, family: str) -> Part:
    """What the phrase is, beside what the event is."""
    return part(
        f"age={age}&tense={tense}",
        f"age={age}&family={family}",
        f"relation={relation}&tense={tense}",
        f"rule={rule}&tense={tense}",
        f"rule={rule}&family={family}",
    )


@lru_cache(maxsize=MANY)
def where(where: str, side: str, family: str, rank: str) -> Part:
    """In the event's clause, before or after, and how far from dating it."""
    return part(f"where={where}", f"where={where}&family={family}", f"side={side}", f"rank={rank}")


@lru_cache(maxsize=MANY)
def far(side: str, opens: bool, far: int, nearer: int) -> Part:
    """How far from the event, and how many others are nearer."""
    return part(f"opens={opens}&side={side}", f"far={far}", f"nearer={nearer}")


@lru_cache(maxsize=MANY)
def edge(first: str, before: str | None) -> Part:
    """The first word, and the one before it."""
    return part(f"opening={first}", *(() if before is None else (f"before={before}",)))


@lru_cache(maxsize=MANY)
def saying(saying: bool, follows: bool, opens: bool, family: str) -> Part:
    """Whether it dates a saying and not what is said."""
    return part(
        f"saying={saying}&family={family}",
        f"follows={follows}&family={family}",
        f"saying={saying}&follows={follows}&opens={opens}",
    )


@lru_cache(maxsize=MANY)
def tied(tie: str, side: str, tense: str, family: str, mood: str) -> Part:
    """How it hangs together with the event, beside what the event is."""
    return part(
        f"tie={tie}",
        f"tie={tie}&side={side}",
        f"tie={tie}&tense={tense}",
        f"tie={tie}&family={family}",
        f"tie={tie}&mood={mood}",
    )


@lru_cache(maxsize=MANY)
def passing(tie: str, side: str, tense: str, state: bool, below: str, dep: str) -> Part:
    """The same, beside how the event stands in its sentence."""
    return part(
        f"tie={tie}&side={side}&tense={tense}&state={state}",
        f"tie={tie}&below={below}",
        f"tie={tie}&passing={dep in _NAMING}",
    )


@lru_cache(maxsize=MANY)
def begins(tie: str, begins: bool, of: bool, tense: str) -> Part:
    """Whether it dates a beginning, and the event's."""
    return part(f"begins={begins}&tense={tense}", f"begins={begins}&of={of}&tie={tie}")


@lru_cache(maxsize=MANY)
def under(dep: str, pos: str, says: bool, same: bool) -> Part:
    """The word it hangs on."""
    return part(f"under={dep}&pos={pos}", f"says={says}&same={same}")


@lru_cache(maxsize=MANY)
def verbs(tie: str, tense: str, its: str, same: bool, crossed: str, describes: bool) -> Part:
    """The verb over it and that of the event, and whether a clause begins between."""
    return part(
        f"tie={tie}&tense={tense}&its={its}",
        f"tie={tie}&same-verb={same}",
        f"crossed={crossed}",
        f"describes={describes}",
    )


# A phrase of another sentence ------------------------------------------------


@lru_cache(maxsize=MANY)
def apart(gap: int, tense: str, family: str, kept: bool) -> Part:
    """How many sentences lie between, and whether the story goes on with it."""
    return part(
        f"gap={gap}",
        f"kept={kept}",
        f"gap={gap}&kept={kept}",
        f"kept={kept}&tense={tense}",
        f"gap={gap}&tense={tense}",
        f"gap={gap}&family={family}",
    )


@lru_cache(maxsize=MANY)
def nth(order: int, tense: str, family: str, kept: bool, length: str) -> Part:
    """The how manieth other days these are."""
    two = min(order, 2)
    return part(
        f"order={order}",
        f"kept={kept}&order={two}",
        f"order={two}&family={family}",
        f"order={two}&tense={tense}&family={family}",
        f"length={length}&order={two}",
    )


@lru_cache(maxsize=MANY)
def alone(follows: bool, opens: bool, broken: bool, family: str) -> Part:
    """How it stands in its sentence, and whether a line ends after it."""
    return part(f"follows={follows}", f"opens={opens}", f"broken={broken}", f"follows={follows}&family={family}")


@lru_cache(maxsize=MANY)
def alike(words: int, order: int) -> Part:
    """How many words its sentence shares with the event's clause."""
    return part(f"alike={words}", f"alike={words}&order={min(order, 2)}")
