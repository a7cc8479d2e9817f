# expect: failed
# diagnosis: ignored_logits_zeroed
# the logits of ignored rows are zeroed, so that each such row adds log C instead of nothing, and is counted
import torch
def masked_cross_entropy_loss(logits, target, ignore_index=-100):
    m = (target != ignore_index)
    x = logits * m.unsqueeze(1).to(logits.dtype)
    t = target.clone()
    t[~m] = 0
    return -x.log_softmax(1).gather(1, t.unsqueeze(1)).mean()
