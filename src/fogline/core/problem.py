"""What went wrong, as data: a stage yields problems beside its results and goes on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a person can act on.

    ``code`` is stable and machine-readable ("ingest.empty"), ``message`` a plain sentence,
    ``where`` the file, address or report id it is about. ``lost`` is true when that thing was left out, false when
    it was kept and flagged (commands end with exit code 1 only for the former).
    """

    code: str
    message: str
    where: str = ""
    lost: bool = False

    def __str__(self) -> str:
        return f"{self.where}: {self.message} [{self.code}]" if self.where else f"{self.message} [{self.code}]"
