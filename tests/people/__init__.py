"""What is done with people's data: given to them, erased, kept, restored."""
