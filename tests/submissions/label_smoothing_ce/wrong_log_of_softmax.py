# expect: failed
# diagnosis: log_of_softmax | unstable
def label_smoothing_cross_entropy_loss(logits, target, smoothing=0.1):
    log_p = logits.softmax(1).log()
    return (1 - smoothing) * -log_p.gather(1, target[:, None]).mean() - smoothing * log_p.mean()
