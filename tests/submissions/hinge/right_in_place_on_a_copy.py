# expect: passed
def hinge_loss(scores, target):
    gap = scores.clone()
    gap.mul_(target).neg_().add_(1).relu_()
    return gap.mean()
