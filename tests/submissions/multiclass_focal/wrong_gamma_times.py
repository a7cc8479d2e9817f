# expect: failed
# diagnosis: gamma_as_a_factor
def multiclass_focal_loss(logits, target, gamma=2.0):
    lp = logits.log_softmax(1).gather(1, target[:, None])
    return -((1 - lp.exp()) * gamma * lp).mean()
