"""HTTP of `jejak`."""

from flask import Blueprint

bp = Blueprint("jejak", __name__)
