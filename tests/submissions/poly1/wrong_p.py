# expect: failed
# diagnosis: p_in_place_of_one_minus_p
def poly1_loss(logits, target, epsilon=1.0):
    lp = logits.log_softmax(1).gather(1, target[:, None])
    return (epsilon * lp.exp() - lp).mean()
