"""The operators' command line: what is done to a deployment from outside its API."""
