"""Tables: sessions, the ledger of presence, closings and lists, notices, personal links."""
