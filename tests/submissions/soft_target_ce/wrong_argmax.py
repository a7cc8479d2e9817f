# expect: failed
# diagnosis: only_the_likeliest
def soft_target_cross_entropy_loss(logits, target_probs):
    return -logits.log_softmax(1).gather(1, target_probs.max(1).indices[:, None]).mean()
