# expect: failed
# why: a shape that broadcasts against the right one
def huber_loss(pred, target, delta=1.0):
    return pred.sum().reshape(1, 1, 1)
