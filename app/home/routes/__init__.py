"""The landing page, the log, and the pages that only the demo has."""
