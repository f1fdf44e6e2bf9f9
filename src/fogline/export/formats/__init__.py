"""One file (or folder) a format; each names its ``EXPORTER``."""
