# expect: failed
# diagnosis: mean_of_sequence_means
import torch


def causal_lm_loss(logits, input_ids, pad_id=-100):
    per_sequence = []
    for scores, ids in zip(logits[:, :-1], input_ids[:, 1:]):
        keep = ids != pad_id
        nll = torch.logsumexp(scores, 1) - scores.gather(1, torch.where(keep, ids, 0)[:, None])[:, 0]
        per_sequence.append((nll * keep).sum() / keep.sum().clamp(min=1))
    return torch.stack(per_sequence).mean()
