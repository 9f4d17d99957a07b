"""Corrections after approval."""

from flask import Blueprint

bp = Blueprint("perbaikan", __name__)
