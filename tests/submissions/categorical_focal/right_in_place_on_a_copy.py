# expect: passed
def categorical_focal_loss(probs, target, gamma=2.0):
    p = probs.clone()
    p[target == 0] = 1.0
    cost = p.log() * (1 - p) ** gamma
    return cost.sum().neg().div(p.shape[0])
