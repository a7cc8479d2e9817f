# expect: passed
def bce_loss(probs, target):
    positive = target.bool()
    losses = probs.new_zeros(probs.shape)
    losses[positive] = -probs[positive].log().clamp_min(-100)
    losses[~positive] = -(-probs[~positive]).log1p().clamp_min(-100)
    return losses.sum() / losses.numel()
