"""What happens when nobody is signed in: nothing that was typed is lost."""

from flask import Response, make_response, redirect, request, url_for


def sign_in_page() -> Response:
    """Send to the sign-in page, remembering where the person wanted to go."""
    return make_response(redirect(url_for("akun.sign_in", lanjut=request.full_path.rstrip("?")), 303))
