# expect: timeout|crashed|failed
# why: a graph so deep that freeing it recurses
def huber_loss(pred, target, delta=1.0):
    x = pred.sum()
    for _ in range(30_000):
        x = x + 1
    return x
