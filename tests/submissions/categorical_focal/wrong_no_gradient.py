# expect: failed
# diagnosis: detached_gradient
def categorical_focal_loss(probs, target, gamma=2.0):
    p = (probs.detach() * target).sum(dim=1)
    return -((1 - p) ** gamma * p.log()).mean()
