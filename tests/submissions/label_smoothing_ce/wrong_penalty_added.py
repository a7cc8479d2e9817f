# expect: failed
# diagnosis: smoothing_not_taken_off
def label_smoothing_cross_entropy_loss(logits, target, smoothing=0.1):
    log_p = logits.log_softmax(1)
    return -log_p.gather(1, target[:, None]).mean() - smoothing * log_p.mean()
