"""Population extracts: upload, columns, trial, import."""

from flask import Blueprint

bp = Blueprint("penduduk", __name__)
