# expect: failed
# diagnosis: smoothing_ignored
def label_smoothing_cross_entropy_loss(logits, target, smoothing=0.1):
    return -logits.log_softmax(1).gather(1, target[:, None]).mean()
