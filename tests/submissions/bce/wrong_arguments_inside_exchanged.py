# expect: failed
# diagnosis: roles_swapped | swapped_arguments
def bce_loss(probs, target):
    log_y = target.log().clamp(min=-100)
    log_not_y = (1 - target).log().clamp(min=-100)
    return -(probs * log_y + (1 - probs) * log_not_y).mean()
