# expect: failed
# diagnosis: swapped_arguments
def categorical_focal_loss(target, probs, gamma=2.0):
    safe = probs.clamp(min=1e-30)
    return -((1 - probs) ** gamma * target * safe.log()).sum(dim=1).mean()
