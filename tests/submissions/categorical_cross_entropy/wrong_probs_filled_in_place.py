# expect: failed
# diagnosis: mutates_input
def categorical_cross_entropy_loss(probs, target):
    probs.data[target == 0] = 1.0
    return -(target * probs.log()).sum(dim=1).mean()
