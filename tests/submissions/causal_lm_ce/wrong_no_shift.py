# expect: failed
# diagnosis: not_shifted
def causal_lm_loss(logits, input_ids, pad_id=-100):
    keep = input_ids != pad_id
    logp = logits.log_softmax(-1)
    own = logp.gather(-1, input_ids.masked_fill(~keep, 0).unsqueeze(-1)).squeeze(-1)
    return -(own * keep).sum() / keep.sum().clamp(min=1)
