"""Built CSS, JavaScript and icons by their plain names, and the templates they belong to."""

import json
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from flask import Flask, Response, redirect, request, url_for
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask.typing import ResponseReturnValue
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader, StrictUndefined, Undefined
from jinja2.utils import missing

STATIC_FOLDER = Path(__file__).parent / "static"
MANIFEST_FILE = "manifest.json"


def load_manifest(folder: Path = STATIC_FOLDER) -> dict[str, str]:
    """Map of plain file name to the built name that carries the hash of its content."""
    text = (folder / MANIFEST_FILE).read_text(encoding="utf-8")
    return {str(name): str(built) for name, built in json.loads(text).items()}


MANIFEST = load_manifest()
_BUILT = frozenset(MANIFEST.values())


def aset(name: str) -> str:
    """URL of a built file, e.g. `aset("app.css")`; KeyError when the build does not know it."""
    return url_for("static", filename=MANIFEST[name])


@lru_cache
def built(name: str) -> bytes:
    """The bytes of a built file by its plain name."""
    return (STATIC_FOLDER / MANIFEST[name]).read_bytes()


def integrity(content: bytes) -> str:
    """How a service worker knows these bytes again (Subresource Integrity)."""
    return "sha256-" + b64encode(sha256(content).digest()).decode()


@lru_cache
def integrity_of(name: str) -> str:
    """The same of a built file."""
    return integrity(built(name))


def asked_again(body: str, mimetype: str, keep: str = "no-cache") -> Response:
    """An answer that the browser may keep but asks about each time; asked about, it costs no second download."""
    response = Response(body, mimetype=mimetype)
    response.headers["Cache-Control"] = keep
    response.add_etag()
    return cast(Response, response.make_conditional(request))


class TemplateUndefined(StrictUndefined):
    """A misspelt name or attribute is an error; a key that a dict does not have is merely empty.

    The govuk macros take a dict and ask for keys that may be absent; they also ask whether there is a caller.
    """

    def __new__(cls, hint: str | None = None, obj: Any = missing, name: str | None = None, *args: Any) -> Any:
        """Make a lenient one for keys of a dict and for `caller`."""
        if isinstance(obj, dict) or name == "caller":
            return Undefined(hint, obj, name, *args)
        return super().__new__(cls)


def register_assets(app: Flask) -> None:
    """Give templates `aset` and the govuk macros, and let browsers keep built files for good."""
    app.jinja_env.undefined = TemplateUndefined
    # Names of Nunjucks, which the govuk macros were carried over from.
    app.jinja_env.globals.update(aset=aset, undefined=Undefined(name="undefined"), null=None)
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    own = app.jinja_env.loader
    app.jinja_env.loader = ChoiceLoader([own, govuk] if own is not None else [govuk])
    app.after_request(_keep_built_files)
    app.session_interface = SessionInterface()
    app.add_url_rule("/favicon.ico", "ikon", _icon)


def _icon() -> ResponseReturnValue:
    """Browsers ask for it here where a file, not a page, is shown."""
    return redirect(aset("favicon.png"))


def _keep_built_files(response: Response) -> Response:
    # Only these, whose name changes with their content: a default for all files would reach people's proofs.
    view_args = request.view_args or {}
    if request.endpoint == "static" and response.status_code == 200 and view_args.get("filename") in _BUILT:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        # On a first visit over a thin line every byte of a header is waited for as well; nobody asks about such a
        # file a second time.
        for name in ("Content-Disposition", "Last-Modified", "Accept-Ranges", "ETag"):
            response.headers.pop(name, None)
    return response


def is_built_file(response: Response) -> bool:
    """Is this answer a built file: the same for everyone, for good?"""
    return response.cache_control.immutable is not None and response.cache_control.public


class SessionInterface(SecureCookieSessionInterface):
    """Sessions as Flask keeps them; a built file knows none.

    Otherwise it varies by cookie, and a browser asks for every file again after signing in.
    """

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write the cookie, except with a built file."""
        if not is_built_file(response):
            super().save_session(app, session, response)
