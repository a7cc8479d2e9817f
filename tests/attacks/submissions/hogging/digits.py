# expect: error
# why: a number of ten million digits
def huber_loss(pred, target, delta=1.0):
    return int("9" * 10**7)
