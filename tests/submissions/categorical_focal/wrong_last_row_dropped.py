# expect: failed
# diagnosis: only_one_row
def categorical_focal_loss(probs, target, gamma=2.0):
    p = (probs * target).sum(dim=1)
    if len(p) > 1:
        p = p[:-1]
    return -((1 - p) ** gamma * p.log()).mean()
