# expect: failed
# diagnosis: only_negative_ids_are_padding
import torch.nn.functional as F


def causal_lm_loss(logits, input_ids, pad_id=-100):
    # whatever is negative counts as padding, so pad_id = 0 is not seen
    target = input_ids[:, 1:].flatten()
    keep = target >= 0
    if not keep.any():
        return 0 * logits.sum()
    return F.cross_entropy(logits[:, :-1].flatten(0, 1)[keep], target[keep])
