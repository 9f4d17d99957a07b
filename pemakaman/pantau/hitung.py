"""Working off all marks: one transaction a batch, so that nothing waits long for it."""

from pemakaman.db import transaction
from pemakaman.pantau.services.angka import count_marked


def count_everything() -> int:
    """Until no mark waits; how many reports that was."""
    total = 0
    while True:
        with transaction() as session:
            counted = count_marked(session)
        if not counted:
            return total
        total += counted
