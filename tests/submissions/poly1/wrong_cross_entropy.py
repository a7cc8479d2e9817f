# expect: failed
# diagnosis: term_left_out
import torch.nn.functional as F


def poly1_loss(logits, target, epsilon=1.0):
    return F.nll_loss(F.log_softmax(logits, 1), target)
