"""The blueprint of the field."""

from flask import Blueprint

bp = Blueprint("lapangan", __name__)
