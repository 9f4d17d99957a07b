"""The blueprint."""

from flask import Blueprint

bp = Blueprint("cek", __name__)
