"""What people do: one function a verb. Each reads, lets the domain decide, and writes once."""
