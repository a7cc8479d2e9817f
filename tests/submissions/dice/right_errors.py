# expect: passed
def dice_loss(probs, target, smooth=1.0):
    p, y = probs.flatten(1), target.flatten(1)
    wrong = (p * (1 - y) + (1 - p) * y).sum(1)
    return (wrong / (p.sum(1) + y.sum(1) + smooth)).mean()
