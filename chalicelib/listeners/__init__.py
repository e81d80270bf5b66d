"""What wakes us: the table's stream, the clock, a queue. Lambda imports a listener alone, without app.py."""

from ..failures import keep_discreet

keep_discreet()
