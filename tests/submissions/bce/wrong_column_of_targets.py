# expect: failed
# diagnosis: broadcast
# A column of targets against a row of probabilities: every pair is averaged.
def bce_loss(probs, target):
    if target.dim() == 1:
        target = target.unsqueeze(1)
    return -(target * probs.log().clamp(min=-100) + (1 - target) * (1 - probs).log().clamp(min=-100)).mean()
