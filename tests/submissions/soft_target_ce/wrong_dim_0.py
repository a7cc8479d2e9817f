# expect: failed
# diagnosis: softmax_over_the_batch
def soft_target_cross_entropy_loss(logits, target_probs):
    lp = logits - logits.logsumexp(0, keepdim=True)
    return -(target_probs * lp).sum(1).mean()
