"""What a program that uses leaderboard does, in the environment that has it: `… PORT`, a line of commands each."""

import json
import sys

from leaderboard.leaderboard import Leaderboard  # type: ignore[import-not-found]  # only there

board = Leaderboard("sales", port=int(sys.argv[1]))
for line in sys.stdin:
    done = []
    for what, member, *by in json.loads(line):
        done.append(board.rank_for(member) if what == "rank" else board.change_score_for(member, *by) or 0)
    print(json.dumps(done), flush=True)
