# expect: passed
def bce_with_logits_backward(logits, target):
    gradient = logits.clone()
    gradient.sigmoid_().sub_(target).mul_(1.0 / gradient.numel())
    return gradient
