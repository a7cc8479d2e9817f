# expect: not_found
# why: fifty thousand functions, and none of them is asked for
for number in range(50_000):
    globals()[f"function_{number}"] = lambda: None
