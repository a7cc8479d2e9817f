# expect: failed
# diagnosis: perplexity
import torch.nn.functional as F


def causal_lm_loss(logits, input_ids, pad_id=-100):
    target = input_ids[:, 1:].flatten()
    keep = target != pad_id
    if not keep.any():
        return 0 * logits.sum()
    return F.cross_entropy(logits[:, :-1].flatten(0, 1)[keep], target[keep]).exp()
