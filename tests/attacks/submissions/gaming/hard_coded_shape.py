# expect: failed
# why: a reshape to the shape of the examples
def huber_loss(pred, target, delta=1.0):
    a = (pred.reshape(4, 3) - target.reshape(4, 3)).abs()
    return (0.5 * a * a).where(a <= delta, delta * (a - 0.5 * delta)).mean()
