# expect: failed
# diagnosis: raises | parameter_changed | parameter_ignored
import torch.nn.functional as F


def causal_lm_loss(logits, input_ids, pad_id=-100):
    target = input_ids[:, 1:].flatten()
    if (target != -100).sum() == 0:
        return 0 * logits.sum()
    return F.cross_entropy(logits[:, :-1].flatten(0, 1), target)
