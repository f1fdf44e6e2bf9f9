from fogline.api.reading import read as read
from fogline.api.record import Record as Record
from fogline.api.record import open_record as open  # noqa: A004 - as gzip.open and others of its kind
from fogline.core.report import Report as Report
from fogline.export.profile import Profile as Profile

__version__: str
__all__ = ["Profile", "Record", "Report", "__version__", "open", "read"]
