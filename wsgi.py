"""WSGI entry: `gunicorn wsgi:app`."""

from pemakaman.app import create_app

app = create_app()
