"""HTTP of `pantau`."""

from flask import Blueprint

bp = Blueprint("pantau", __name__)
