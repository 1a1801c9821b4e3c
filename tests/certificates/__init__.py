"""Certificates: codes, facts, documents, issuing, pages, verification."""
