# expect: passed
import torch
import torch.nn.functional as F


def causal_lm_loss(logits, input_ids, pad_id=-100):
    # labels of full length, the last one ignored
    labels = torch.full_like(input_ids, pad_id)
    labels[:, :-1] = input_ids[:, 1:]
    total = F.cross_entropy(logits.transpose(1, 2), labels, ignore_index=pad_id, reduction="sum")
    count = (labels != pad_id).sum()
    return total / count if count > 0 else total
