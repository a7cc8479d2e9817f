# expect: failed
# diagnosis: p_in_place_of_one_minus_p
def multiclass_focal_loss(logits, target, gamma=2.0):
    lp = logits.log_softmax(1).gather(1, target[:, None])
    return -((gamma * lp).exp() * lp).mean()
