"""Report -> claims."""
