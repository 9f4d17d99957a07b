"""The only writers of what phones send. They take a session and an actor, and never commit."""

from pemakaman.lapangan.services.foto import store_photo
from pemakaman.lapangan.services.terima import Tanda, receive

__all__ = ["Tanda", "receive", "store_photo"]
