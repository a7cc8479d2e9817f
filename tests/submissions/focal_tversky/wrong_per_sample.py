# expect: failed
# diagnosis: wrong_shape
def focal_tversky_loss(probs, target, alpha=0.7, beta=0.3, gamma=0.75, smooth=1.0):
    p, y = probs.flatten(1), target.flatten(1)
    tp, fp, fn = (p * y).sum(1), (p * (1 - y)).sum(1), ((1 - p) * y).sum(1)
    wrong = alpha * fp + beta * fn
    lack = wrong / (tp + wrong + smooth)
    return lack**gamma
