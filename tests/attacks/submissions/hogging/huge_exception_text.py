# expect: error
# why: an exception with a text of 10 MB
def huber_loss(pred, target, delta=1.0):
    raise ValueError("x" * 10_000_000)
