# expect: failed
# diagnosis: wrong_dtype
def categorical_focal_loss(probs, target, gamma=2.0):
    p = (probs.float() * target.float()).sum(dim=1)
    return -((1 - p) ** gamma * p.log()).mean()
