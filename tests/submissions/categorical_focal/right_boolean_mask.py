# expect: passed
def categorical_focal_loss(probs, target, gamma=2.0):
    p = probs[target > 0.5]
    return ((1 - p) ** gamma * -p.log()).sum() / probs.shape[0]
