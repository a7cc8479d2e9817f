# expect: failed
# diagnosis: no_sigmoid
def bce_with_logits_backward(logits, target):
    return (logits - target) / logits.numel()
