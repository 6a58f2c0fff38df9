"""Printed time zones as offsets from UTC. Abbreviations that mean several zones are left out."""

import re
from datetime import date, timedelta

_MINUTES = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "BST": 60, "WEST": 60, "WAT": 60, "CET": 60, "MEZ": 60,
    "CEST": 120, "MESZ": 120, "EET": 120, "CAT": 120, "SAST": 120, "EEST": 180, "MSK": 180,
    "МСК": 180, "TRT": 180, "EAT": 180, "IRST": 210, "GST": 240, "PKT": 300, "NPT": 345, "WIB": 420,
    "ICT": 420, "HKT": 480, "SGT": 480, "AWST": 480, "PHT": 480, "JST": 540, "KST": 540,
    "ACST": 570, "ACDT": 630, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780, "NDT": -150,
    "NST": -210, "BRT": -180, "ADT": -180, "CLT": -240, "EDT": -240, "EST": -300, "CDT": -300,
    "CST": -360, "MDT": -360, "MST": -420, "PDT": -420, "PST": -480, "AKDT": -480, "AKST": -540,
    "HST": -600,
}  # fmt: skip
_SEASONAL = {"ET": -300, "CT": -360, "MT": -420, "PT": -480}  # an hour later in American summer
_NAMES = "|".join(sorted({*_MINUTES, *_SEASONAL}, key=len, reverse=True))

ZONE = (
    r"(?:(?:UTC|GMT)\s?[+−-]\d{1,2}(?::?\d{2})?|[+−]\d{2}:?\d{2}|-\d{2}:\d{2}"
    rf"|(?:{_NAMES})\b)"
)
_NUMERIC = re.compile(r"(?:UTC|GMT)?\s?([+−-])(\d{1,2}):?(\d{2})?")


def offset(printed: str, day: date) -> str:
    """What `ZONE` matched as "+02:00", on that day."""
    numeric = _NUMERIC.fullmatch(printed)
    if numeric:
        sign = -1 if numeric[1] in "-−" else 1
        return _written(sign * (int(numeric[2]) * 60 + int(numeric[3] or 0)))
    if printed in _SEASONAL:
        return _written(_SEASONAL[printed] + (60 if _american_summer(day) else 0))
    return _written(_MINUTES[printed])


def _written(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


def _american_summer(day: date) -> bool:
    return _sunday(day.year, 3, 2) <= day < _sunday(day.year, 11, 1)


def _sunday(year: int, month: int, which: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=6 - first.weekday() + 7 * (which - 1))
