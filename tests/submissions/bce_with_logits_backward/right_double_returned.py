# expect: passed
def bce_with_logits_backward(logits, target):
    return (logits.double().sigmoid() - target.double()) / logits.numel()
