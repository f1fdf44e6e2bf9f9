"""What ``killed_commands`` loads once, so that a command starts at once: imports and vocabulary, no open file, no thread."""

import threading

from fogline import run
from fogline.cli import main
from fogline.core.reader import Reader
from fogline.core.report import Report
from fogline.export import exporters

exporters()
run.reader_version()
list(run.readings([Report("warm", "Shells killed two men in Harim on Friday, the army said.")], 1, Reader.RULES))
assert threading.active_count() == 1, "a process with threads cannot be forked safely"

__all__ = ["main"]
