# expect: failed
# diagnosis: hard_decision
def bce_with_logits_backward(logits, target):
    return ((logits > 0).to(logits.dtype) - target) / logits.numel()
