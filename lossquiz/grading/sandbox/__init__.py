"""The only place where foreign code runs: a process per submission, locked in, watched from outside.

Three rooms, by where their code runs: `parent` in the trusted process, `child` beyond the border, `both` on either
side.
"""
