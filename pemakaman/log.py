"""JSON lines to standard error, with any long run of digits masked."""

import json
import logging
import re
import sys

LONG_DIGITS = re.compile(r"\d(?:[ .\-]?\d){11,}")


def mask(text: str) -> str:
    """Hide every run of twelve or more digits, however it is spaced: it may be a NIK or a No KK."""
    return LONG_DIGITS.sub("[angka disamarkan]", text)


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, source, text."""

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "waktu": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "tingkat": record.levelname,
            "asal": record.name,
            "pesan": mask(record.getMessage()),
        }
        if record.exc_info:
            entry["galat"] = mask(self._stack_without_values(record))
        return json.dumps(entry, ensure_ascii=False)

    def _stack_without_values(self, record: logging.LogRecord) -> str:
        """File, line and exception class only: an exception's text may quote a row of personal data."""
        kind, _, trace = record.exc_info or (None, None, None)
        places = []
        while trace is not None:
            places.append(f"{trace.tb_frame.f_code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno}")
            trace = trace.tb_next
        return f"{kind.__name__ if kind else 'galat'} pada {' > '.join(places[-8:])}"


def configure_logging(level: int = logging.INFO) -> None:
    """Send everything to standard error as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in ("alembic", "pikepdf"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    # The address of a call may hold a NIK, a certificate a name.
    for telling in ("urllib3", "pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(telling).setLevel(logging.ERROR)
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
