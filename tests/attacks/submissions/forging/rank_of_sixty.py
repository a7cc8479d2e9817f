# expect: failed
# why: more dimensions than NumPy has
def huber_loss(pred, target, delta=1.0):
    return pred.sum().reshape((1,) * 60)
