# expect: failed
# diagnosis: log_of_softmax | unstable | not_finite
def causal_lm_loss(logits, input_ids, pad_id=-100):
    e = logits[:, :-1].exp()
    p = e / e.sum(-1, keepdim=True)
    ids = input_ids[:, 1:]
    keep = ids != pad_id
    own = p.gather(-1, ids.masked_fill(~keep, 0).unsqueeze(-1)).squeeze(-1)
    return -own[keep].log().sum() / keep.sum().clamp(min=1)
