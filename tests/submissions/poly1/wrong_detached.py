# expect: failed
# diagnosis: term_detached | gradient_only
def poly1_loss(logits, target, epsilon=1.0):
    lp = logits.log_softmax(1).gather(1, target[:, None])
    return (epsilon * (1 - lp.detach().exp()) - lp).mean()
