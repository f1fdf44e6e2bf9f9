"""Reconciliation: linked claims into incidents, ledgers, control, positions; derived, deterministic, explained."""

from fogline.reconcile.asjson import incidents_json, picture_json
from fogline.reconcile.picture import copies_of, picture, picture_of
from fogline.reconcile.statements import statements

__all__ = ["copies_of", "incidents_json", "picture", "picture_json", "picture_of", "statements"]
