"""The blueprint of blocks, plots and what happens around a grave."""

from flask import Blueprint

bp = Blueprint("petak", __name__)
