"""A list narrowed by year, month and day, without reading every row to see which there are."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property

from articles.admin.desk import DATE_PARTS, RowsByUuid

MOST_YEARS = 30


@dataclass(frozen=True)
class DateLink:
    label: str
    url: str
    current: bool = False


class RowsByDate(RowsByUuid):
    """Adds `date_links`: the way back, then the years, or the chosen year's months, or days."""

    @cached_property
    def date_links(self) -> list[DateLink]:
        year, month, day = (self._chosen(part) for part in DATE_PARTS)
        if year is None:
            return [self._link(str(each), year=each) for each in self._years()]
        back = [self._link("All dates"), self._link(str(year), month is None, year=year)]
        if month is None or not 1 <= month <= 12:
            return back + [
                self._link(name, year=year, month=number)
                for number, name in enumerate(calendar.month_abbr)
                if number
            ]
        back.append(self._link(calendar.month_abbr[month], day is None, year=year, month=month))
        last = calendar.monthrange(min(max(year, 1), date.max.year), month)[1]
        return back + [
            self._link(str(each), each == day, year=year, month=month, day=each)
            for each in range(1, last + 1)
        ]

    def _chosen(self, part: str) -> int | None:
        value = self.params.get(f"{self.date_hierarchy}__{part}", "")
        return int(value) if value.isdecimal() and value.isascii() else None

    def ends(self) -> tuple[datetime | None, datetime | None]:
        """The oldest row's date and the newest's: two rows of an index."""
        rows = self.root_queryset.order_by(self.date_hierarchy)
        dates = rows.values_list(self.date_hierarchy, flat=True)
        return dates.first(), dates.last()

    def _years(self) -> range:
        """From the newest row's to the oldest's."""
        ends = [timezone.localtime(each).year for each in self.ends() if each]
        if not ends:
            return range(0)
        oldest, newest = ends
        return range(newest, max(oldest, newest - MOST_YEARS) - 1, -1)

    def _link(self, label: str, current: bool = False, **chosen: Any) -> DateLink:
        params = {f"{self.date_hierarchy}__{part}": number for part, number in chosen.items()}
        url = self.get_query_string(params, [f"{self.date_hierarchy}__"])
        return DateLink(label, url, current)
