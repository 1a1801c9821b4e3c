"""Landing pages, the log, and the pages of the demo."""
