# expect: failed|out_of_memory
# why: 10^12 elements that take no memory
def huber_loss(pred, target, delta=1.0):
    return pred.sum().expand(10**6, 10**6)
