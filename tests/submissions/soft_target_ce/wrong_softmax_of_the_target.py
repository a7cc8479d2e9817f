# expect: failed
# diagnosis: target_softened_again
def soft_target_cross_entropy_loss(logits, target_probs):
    return -(target_probs.softmax(1) * logits.log_softmax(1)).sum(1).mean()
