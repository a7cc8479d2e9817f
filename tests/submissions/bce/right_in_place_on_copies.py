# expect: passed
def bce_loss(probs, target):
    mix = probs.clone()
    mix.mul_(2 * target - 1).add_(1 - target)
    cost = mix.log()
    return cost.clamp_(min=-100).mean().neg_()
