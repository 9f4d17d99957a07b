"""Golden pages: every registered form with six kinds of data, as small pictures. See lukis.py."""
