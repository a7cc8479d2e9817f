# expect: failed
# diagnosis: mutates_input
def bce_with_logits_backward(logits, target):
    p = logits.sigmoid_()
    return (p - target) / p.numel()
