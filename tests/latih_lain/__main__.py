"""`python -m tests.latih_lain --pemilih 20000 --pemakaman 1000 --biji 3 --keluar DIR [--samar]`."""

import argparse
from pathlib import Path

from tests.latih_lain.keluar import make


def main() -> None:
    """Make one set of three files."""
    parser = argparse.ArgumentParser(prog="latih_lain", description="A burial book, a voter list and the key to both.")
    parser.add_argument("--pemilih", type=int, default=20_000)
    parser.add_argument("--pemakaman", type=int, default=1_000)
    parser.add_argument("--biji", type=int, default=3)
    parser.add_argument("--keluar", type=Path, required=True)
    parser.add_argument("--samar", action="store_true", help="star the last four digits of the list")
    asked = parser.parse_args()
    make(asked.keluar, pemilih=asked.pemilih, pemakaman=asked.pemakaman, biji=asked.biji, samar=asked.samar)


if __name__ == "__main__":
    main()
