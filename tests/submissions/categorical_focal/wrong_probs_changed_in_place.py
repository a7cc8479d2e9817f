# expect: failed
# diagnosis: mutates_input
def categorical_focal_loss(probs, target, gamma=2.0):
    probs.data.mul_(target)
    p = probs.sum(dim=1)
    return -((1 - p) ** gamma * p.log()).mean()
