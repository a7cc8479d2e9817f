# expect: failed
def soft_target_cross_entropy_loss(logits, target_probs):
    p = logits.softmax(1)
    return -(p * target_probs.clamp(min=1e-12).log()).sum(1).mean()
