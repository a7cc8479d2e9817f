# expect: passed
def soft_target_cross_entropy_loss(logits, target_probs):
    x = logits - logits.detach().amax(1, keepdim=True)
    log_z = x.exp().sum(1, keepdim=True).log()
    return ((log_z - x) * target_probs).sum() / x.shape[0]
