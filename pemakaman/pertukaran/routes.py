"""HTTP of `pertukaran`."""

from flask import Blueprint

bp = Blueprint("pertukaran", __name__)
