"""Reports from the web: fetched politely, kept as they came, never from the inside of a network."""

from fogline.ingest.web.archive import Archive
from fogline.ingest.web.fetch import Fetcher, Page, is_address
from fogline.ingest.web.guard import RefusedError, addresses
from fogline.ingest.web.watch import Subscriptions, news

__all__ = ["Archive", "Fetcher", "Page", "RefusedError", "Subscriptions", "addresses", "is_address", "news"]
