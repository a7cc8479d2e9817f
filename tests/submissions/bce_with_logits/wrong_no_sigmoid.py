# expect: failed
# diagnosis: no_sigmoid
def bce_with_logits_loss(logits, target):
    p = logits.clamp(1e-7, 1 - 1e-7)
    return -(target * p.log() + (1 - target) * (1 - p).log()).mean()
