"""What the pages of monitoring share at their top: links to each other that keep the place and the period."""

from flask import request
from flask.blueprints import BlueprintSetupState

from pemakaman.akun.guard import current_actor
from pemakaman.menu import Entry
from pemakaman.pantau.routes.dasar import bp, url_if_any
from pemakaman.pantau.rules.halaman import HALAMAN

DIBAWA = ("wilayah", "dari", "sampai", "sumbu")
"""What every page of monitoring understands in its address."""


def carried() -> dict[str, str]:
    """The place and the period of this address, for a link to another page."""
    return {name: request.args[name] for name in DIBAWA if request.args.get(name)}


def list_pages(kini: str = "") -> list[Entry]:
    """The pages this account may open and the program has; `kini` names the open one where the endpoint is not it."""
    actor, here, query = current_actor(), kini or request.endpoint, carried()
    found = [(teks, one, url_if_any(one, **query)) for teks, one, izin in HALAMAN if actor.may(izin)]
    return [Entry(teks, url, one == here) for teks, one, url in found if url]


@bp.record_once
def _give(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals["halaman_pantau"] = list_pages
