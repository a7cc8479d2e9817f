# expect: failed
# diagnosis: predicted_class
# The surest class is charged, whatever the target.
def categorical_cross_entropy_loss(probs, target):
    return -probs.max(dim=1).values.log().mean()
