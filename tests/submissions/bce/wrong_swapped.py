# expect: failed
# diagnosis: swapped_arguments | roles_swapped
def bce_loss(target, probs):
    return -(target * probs.log().clamp(min=-100) + (1 - target) * (1 - probs).log().clamp(min=-100)).mean()
