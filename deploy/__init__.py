"""How Laurel gets into an AWS account: the package, and the stack made from it. Never deployed itself."""
