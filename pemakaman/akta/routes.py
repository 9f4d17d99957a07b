"""HTTP of `akta`."""

from flask import Blueprint

bp = Blueprint("akta", __name__)
