"""The whole product on one machine, with a clock you can turn. Never deployed."""
