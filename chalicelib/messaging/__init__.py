"""What leaves the house: letters, and the way they are put."""
