"""Side by side with what users would pick instead, on this machine, doing the same work: a section a rival."""
