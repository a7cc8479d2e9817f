# expect: failed
# why: NaN equals nothing
def huber_loss(pred, target, delta=1.0):
    return (pred - target).sum() * float("nan")
