"""Face 002: badges, levels, ranks and their scores, the social stream; in the manners of its documents."""
