"""Records made quickly are the records that ``dataclasses`` makes."""

import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from fogline.core.quick import quick
from fogline.core.span import Span


@dataclass(frozen=True, slots=True)
class Plain:
    name: str
    count: int = 3
    listed: list[int] = field(default_factory=list)
    twice: int = field(init=False)

    def __post_init__(self):
        if self.count < 0:
            raise ValueError("a count under nothing")
        object.__setattr__(self, "twice", 2 * self.count)


Quick = quick(
    dataclass(frozen=True, slots=True)(
        type("Quick", (), {k: v for k, v in vars(Plain).items() if k in ("__post_init__", "__annotations__")} | {
            "count": 3, "listed": field(default_factory=list), "twice": field(init=False)
        })
    )
)  # fmt: skip


@pytest.mark.parametrize("made", [("a",), ("a", 4), ("a", 4, [1])])
def test_the_fields_are_the_same(made):
    plain, fast = Plain(*made), Quick(*made)
    assert (plain.name, plain.count, plain.listed, plain.twice) == (fast.name, fast.count, fast.listed, fast.twice)
    assert Quick(name="a").listed is not Quick(name="a").listed


def test_the_signature_is_the_same():
    assert inspect.signature(Quick).parameters.keys() == inspect.signature(Plain).parameters.keys()
    with pytest.raises(TypeError):
        Quick()


def test_it_stays_frozen_and_checked():
    with pytest.raises(FrozenInstanceError):
        Quick("a").count = 4
    with pytest.raises(ValueError, match="under nothing"):
        Quick("a", -1)


def test_records_of_the_core_are_copied_and_packed_as_before():
    span = Span(2, 5)
    assert replace(span, end=7) == Span(2, 7)
    assert pickle.loads(pickle.dumps(span)) == span
    assert repr(span) == "Span(start=2, end=5)"
