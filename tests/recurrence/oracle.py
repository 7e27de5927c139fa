"""Days of recurrence rules by dateutil, an independent implementation.

Reads a list of {"start", "rule"} from the standard input and prints, for each, the days within five years from its
start, in order.
"""

import datetime
import json
import sys

try:
    from dateutil.relativedelta import relativedelta
    from dateutil.rrule import rrulestr
except ImportError:
    sys.exit("python-dateutil is missing: pip install python-dateutil, or name a Python that has it in ZBOR_PYTHON")


def days(case):
    """The days of one rule."""
    start = datetime.datetime.fromisoformat(case["start"])
    end = start + relativedelta(years=5)
    # Where dateutil stops looking; else a rule without days takes it to the year 9999.
    datetime.MAXYEAR = end.year + 1
    rule = rrulestr(case["rule"], dtstart=start)
    return [one.date().isoformat() for one in rule.between(start, end, inc=True)]


json.dump([days(case) for case in json.load(sys.stdin)], sys.stdout)
