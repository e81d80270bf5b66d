"""What is drawn: papers as PDF."""
