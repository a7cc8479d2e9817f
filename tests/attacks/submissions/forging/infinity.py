# expect: failed
# why: infinity is not close to a number
def huber_loss(pred, target, delta=1.0):
    return (pred - target).abs().sum() + float("inf")
