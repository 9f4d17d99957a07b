"""Cases of living persons, and the archive."""

from flask import Blueprint

bp = Blueprint("pembatalan", __name__)
