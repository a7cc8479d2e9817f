# expect: failed
# diagnosis: ln_2
def categorical_focal_loss(probs, target, gamma=2.0):
    p = (probs * target).sum(dim=1)
    return -((1 - p) ** gamma * p.log2()).mean()
