# expect: failed
# diagnosis: power_of_the_rest
def generalized_cross_entropy_loss(logits, target, q=0.7):
    p = logits.softmax(1).gather(1, target[:, None])
    return (1 - p).pow(q).div(q).mean()
