# expect: failed
# diagnosis: weight_of_the_mean
def categorical_focal_loss(probs, target, gamma=2.0):
    ce = -(probs * target).sum(dim=1).log().mean()
    return (1 - (-ce).exp()) ** gamma * ce
