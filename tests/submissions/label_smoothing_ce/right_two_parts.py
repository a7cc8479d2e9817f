# expect: passed
def label_smoothing_cross_entropy_loss(logits, target, smoothing=0.1):
    lse = logits.logsumexp(1)
    own = logits.gather(1, target[:, None]).squeeze(1)
    return (lse - (1 - smoothing) * own - smoothing * logits.mean(1)).mean()
