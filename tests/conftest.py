"""For all tests."""

import signal

from hypothesis import HealthCheck, settings
from textual import _wait

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
"""How long an example takes says something about the machine, which may have other work."""

_wait.SLEEP_GRANULARITY, _wait.SLEEP_IDLE = 0.01, 0.001
"""Seconds that Textual's pilot looks on after each key, and of computing in them that are still called idle. Its own 20
ms, twice a key, are a third of the time of all tests."""

for _number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, lambda _number, _frame: None)
"""Under nohup, or in the background of a script, signals are ignored, and so they would be in every program that a test
starts. A handler that does nothing ignores them here, and is not inherited."""
