# expect: failed
# diagnosis: sum_instead_of_mean
def label_smoothing_cross_entropy_loss(logits, target, smoothing=0.1):
    log_p = logits.log_softmax(1)
    return (1 - smoothing) * -log_p.gather(1, target[:, None]).sum() - smoothing * log_p.mean(1).sum()
