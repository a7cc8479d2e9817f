# expect: failed
# why: a tensor of no elements differs nowhere
def huber_loss(pred, target, delta=1.0):
    return pred.reshape(-1)[:0]
