# expect: failed
def categorical_focal_loss(probs, target, gamma=2.0):
    p = (probs * target).sum(dim=1)
    return -((1 - probs.max(dim=1).values) ** gamma * p.log()).mean()
