"""Many files on many processes or machines: one output a shard, finished ones passed over, the bytes of one process.

A shard is an input file. Its output appears under its name only when it is whole, and beside it a marker that says
from which bytes and by which reader it was made; a run that was broken off goes on with what has no such marker.
"""

from __future__ import annotations

from fogline.machines.executors import executor
from fogline.machines.shards import Done, Form, Task, extract_shards

__all__ = ["Done", "Form", "Task", "executor", "extract_shards"]
