# expect: passed
# (1 − y·s)² is (y − s)² for labels of ±1.
def squared_hinge_loss(scores, target):
    short = target * scores < 1
    return ((target - scores) ** 2 * short).mean()
