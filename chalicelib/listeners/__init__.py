"""What wakes us: the table's stream and the clock. Lambda imports a listener alone, without app.py."""

from ..failures import keep_discreet

keep_discreet()
