"""The only writers of `pertukaran`: taking a file in, bringing its rows in, undoing a batch."""

from pemakaman.pertukaran.services.batal import JOB_BATAL, ask_undo, check_undo, count_rows, refuse_undo, undo_impor
from pemakaman.pertukaran.services.jalan import run_impor
from pemakaman.pertukaran.services.unggah import (
    JOB,
    JOB_JUDUL,
    ask_stop,
    choose_columns,
    look_inside,
    register_impor,
    repeat_impor,
    resume_impor,
    start_impor,
)

__all__ = [
    "JOB",
    "JOB_BATAL",
    "JOB_JUDUL",
    "ask_stop",
    "ask_undo",
    "check_undo",
    "choose_columns",
    "count_rows",
    "look_inside",
    "refuse_undo",
    "register_impor",
    "repeat_impor",
    "resume_impor",
    "run_impor",
    "start_impor",
    "undo_impor",
]
