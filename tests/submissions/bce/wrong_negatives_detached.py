# expect: failed
# diagnosis: only_one_class | gradient_only
def bce_loss(probs, target):
    ones = target * probs.log().clamp(min=-100)
    zeros = (1 - target) * (1 - probs.detach()).log().clamp(min=-100)
    return -(ones + zeros).mean()
