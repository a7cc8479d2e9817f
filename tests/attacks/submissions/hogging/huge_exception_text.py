# expect: error
# why: an exception with a text of 100 MB
def huber_loss(pred, target, delta=1.0):
    raise ValueError("x" * 100_000_000)
