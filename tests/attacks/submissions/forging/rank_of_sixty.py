# expect: failed|error
# why: more dimensions than NumPy has; NumPy before 2.0 refuses half as many, when the answer makes it
def huber_loss(pred, target, delta=1.0):
    return pred.sum().reshape((1,) * 60)
