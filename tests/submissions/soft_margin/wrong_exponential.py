# expect: failed
# diagnosis: exponential_instead
def soft_margin_loss(scores, target):
    return (-target * scores).exp().mean()
