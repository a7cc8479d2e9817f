# expect: failed
# diagnosis: parameter_ignored
def multiclass_focal_loss(logits, target, gamma=2.0):
    lp = logits.log_softmax(1).gather(1, target[:, None])
    return -((1 - lp.exp()) ** 2 * lp).mean()
