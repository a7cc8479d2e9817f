# expect: failed
# diagnosis: shares_exchanged
def label_smoothing_cross_entropy_loss(logits, target, smoothing=0.1):
    log_p = logits.log_softmax(1)
    return smoothing * -log_p.gather(1, target[:, None]).mean() - (1 - smoothing) * log_p.mean()
