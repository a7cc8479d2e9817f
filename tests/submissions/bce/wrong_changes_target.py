# expect: failed
# diagnosis: mutates_input
# 0 and 1 become −1 and +1 in the caller's tensor.
def bce_loss(probs, target):
    target.mul_(2).sub_(1)
    q = (target * (2 * probs - 1) + 1) / 2
    return -q.log().clamp(min=-100).mean()
