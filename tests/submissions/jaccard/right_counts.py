# expect: passed
def jaccard_loss(probs, target, smooth=1.0):
    p, y = probs.flatten(1), target.flatten(1)
    tp, fp, fn = (p * y).sum(1), (p * (1 - y)).sum(1), ((1 - p) * y).sum(1)
    return ((fp + fn) / (tp + fp + fn + smooth)).mean()
