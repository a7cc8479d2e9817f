# expect: failed
# diagnosis: parameter_ignored
def label_smoothing_cross_entropy_loss(logits, target, smoothing=0.1):
    log_p = logits.log_softmax(1)
    return 0.9 * -log_p.gather(1, target[:, None]).mean() - 0.1 * log_p.mean()
