"""The only writers of what phones send. They take a session and an actor, and never commit."""

from pemakaman.lapangan.services.berkas import Terbaca, bring_in
from pemakaman.lapangan.services.foto import store_photo
from pemakaman.lapangan.services.terima import Tanda, receive

__all__ = ["Tanda", "Terbaca", "bring_in", "receive", "store_photo"]
