# expect: passed
def bce_with_logits_loss(logits, target): return ((logits - 2 * target * logits).relu() + (-logits.abs()).exp().log1p()).mean()
