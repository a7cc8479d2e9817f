# expect: failed
# diagnosis: zero_not_guarded
# Right on paper; a probability of 0 for a class that is not true gives nan.
def categorical_cross_entropy_loss(probs, target):
    return -(target * probs.log()).sum(dim=1).mean()
