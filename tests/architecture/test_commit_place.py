"""One request, one transaction, ended in one place."""

from tests.architecture.source import modules


def test_only_the_transaction_block_commits() -> None:
    """Services flush; `transaction()` in app/core/db.py commits."""
    committing = {
        module.path
        for module in modules()
        for _, call in module.calls()
        if call.endswith(".commit")
    }
    assert committing == {"app/core/db.py"}
