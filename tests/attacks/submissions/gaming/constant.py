# expect: failed
# why: a constant with a graph
def huber_loss(pred, target, delta=1.0):
    return pred.sum() * 0 + 0.5
