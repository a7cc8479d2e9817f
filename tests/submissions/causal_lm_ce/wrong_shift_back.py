# expect: failed
# diagnosis: shifted_the_wrong_way
def causal_lm_loss(logits, input_ids, pad_id=-100):
    ids = input_ids[:, :-1]
    keep = ids != pad_id
    logp = logits[:, 1:].log_softmax(-1)
    own = logp.gather(-1, ids.masked_fill(~keep, 0).unsqueeze(-1)).squeeze(-1)
    return -(own * keep).sum() / keep.sum().clamp(min=1)
