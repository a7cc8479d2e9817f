# expect: failed
# diagnosis: zero_not_guarded
def categorical_focal_loss(probs, target, gamma=2.0):
    return -((1 - probs) ** gamma * target * probs.log()).sum(dim=1).mean()
