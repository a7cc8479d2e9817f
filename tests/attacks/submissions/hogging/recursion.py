# expect: error
# why: recursion without end
def huber_loss(pred, target, delta=1.0):
    return huber_loss(pred, target, delta)
