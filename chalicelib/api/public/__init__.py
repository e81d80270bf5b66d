"""What anybody may read who has a link: papers and their verification."""
