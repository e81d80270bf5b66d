"""Face 004 over HTTP: its set-up, its enrolments, and every hostile case E."""
