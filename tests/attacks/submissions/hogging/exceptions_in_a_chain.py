# expect: error|timeout|out_of_memory|crashed
# why: an exception with a million causes
def huber_loss(pred, target, delta=1.0):
    error = None
    for number in range(300_000):
        fresh = ValueError(number)
        fresh.__cause__ = error
        error = fresh
    raise error
