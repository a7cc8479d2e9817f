# expect: passed
def label_smoothing_cross_entropy_loss(logits, target, smoothing=0.1):
    total = 0.0
    for row, label in zip(logits, target):
        log_p = row.log_softmax(0)
        total = total - (1 - smoothing) * log_p[label] - smoothing * log_p.mean()
    return total / len(logits)
