# expect: failed
# diagnosis: sign_flipped
def soft_target_cross_entropy_loss(logits, target_probs):
    return (target_probs * logits.log_softmax(1)).sum(1).mean()
