# expect: failed
# why: a view of the input as result
def huber_loss(pred, target, delta=1.0):
    return pred.reshape(-1)[0]
