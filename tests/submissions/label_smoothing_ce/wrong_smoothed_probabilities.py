# expect: failed
# diagnosis: probabilities_smoothed
def label_smoothing_cross_entropy_loss(logits, target, smoothing=0.1):
    p = logits.softmax(1) * (1 - smoothing) + smoothing / logits.size(1)
    return -p.log().gather(1, target[:, None]).mean()
