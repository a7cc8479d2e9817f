# expect: passed
def jaccard_loss(probs, target, smooth=1.0):
    p, y = probs.flatten(1), target.flatten(1)
    outside = ((1 - p) * (1 - y)).sum(1)
    return (1 - ((p * y).sum(1) + smooth) / (p.shape[1] - outside + smooth)).mean()
