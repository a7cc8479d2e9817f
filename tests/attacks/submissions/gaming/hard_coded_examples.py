# expect: failed
# why: the author's own examples, and nothing else
def huber_loss(pred, target, delta=1.0):
    known = {(2.0, 0.0, 0.5): 0.875, (0.5, 0.0, 1.0): 0.125, (3.0, 0.0, 1.0): 2.5}
    key = (float(pred.sum()), float(target.sum()), float(delta))
    return pred.sum() * 0 + known.get(key, 0.0)
