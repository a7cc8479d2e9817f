# expect: failed
# diagnosis: epsilon_ignored
def poly1_loss(logits, target, epsilon=1.0):
    lp = logits.log_softmax(1).gather(1, target[:, None])
    return (1 - lp.exp() - lp).mean()
