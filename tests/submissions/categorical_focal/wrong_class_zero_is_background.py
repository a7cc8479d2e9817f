# expect: failed
# diagnosis: only_one_class
def categorical_focal_loss(probs, target, gamma=2.0):
    p = (probs * target).sum(dim=1)
    return -((1 - target[:, 0]) * (1 - p) ** gamma * p.log()).mean()
