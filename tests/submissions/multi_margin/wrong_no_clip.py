# expect: failed
# diagnosis: hinge_missing
def multi_margin_loss(logits, target, margin=1.0):
    own = logits.gather(1, target[:, None])
    return ((margin - own + logits).sum(1) - margin).mean() / logits.shape[1]
