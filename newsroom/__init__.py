"""The composition root: settings, addresses, accounts, and the pages that show both apps."""

import sys

# SQLite before 3.51.3 can corrupt a database in WAL mode when two connections checkpoint at the
# same instant. The wheel carries a mended one, and must stand in before Django imports sqlite3.
try:
    import pysqlite3
except ImportError:
    pass
else:
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
