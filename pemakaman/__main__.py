"""`python -m pemakaman` is the console command."""

from pemakaman.cli import main

main()
