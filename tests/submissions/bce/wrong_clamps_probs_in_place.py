# expect: failed
# diagnosis: mutates_input
# Through .data autograd does not notice; the caller's probabilities are changed.
def bce_loss(probs, target):
    probs.data.clamp_(1e-6, 0.5)
    return -(target * probs.log() + (1 - target) * (1 - probs).log()).mean()
