"""Connections to PostgreSQL that keep what they have prepared."""

from psycopg import Connection
from psycopg.pq import ExecStatus, TransactionStatus


class KeepingConnection(Connection):
    """Statements that were prepared stay so when a transaction is rolled back.

    Every page that only reads ends with a rollback. psycopg forgets all prepared statements then,
    for tables might have been made and be gone again; so each statement would be planned anew on
    every request, which takes longer than to run it. No page makes tables.
    """

    _stands_alone = False

    def stand_alone(self, *, is_wanted: bool) -> None:
        """From now on each statement is a transaction of its own; or, not wanted, no longer."""
        if is_wanted is not self._stands_alone:
            self.autocommit = self._stands_alone = is_wanted

    def rollback(self) -> None:
        """Nothing of the current transaction lasts."""
        with self.lock:
            status = self.pgconn.transaction_status
            if status == TransactionStatus.IDLE:
                return
            is_plain = status in {TransactionStatus.INTRANS, TransactionStatus.INERROR}
            if is_plain and self.pgconn.exec_(b"ROLLBACK").status == ExecStatus.COMMAND_OK:
                return
        super().rollback()
