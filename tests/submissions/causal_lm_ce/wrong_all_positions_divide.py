# expect: failed
# diagnosis: divided_by_all_positions
def causal_lm_loss(logits, input_ids, pad_id=-100):
    ids = input_ids[:, 1:]
    keep = ids != pad_id
    logp = logits[:, :-1].log_softmax(-1)
    own = logp.gather(-1, ids.masked_fill(~keep, 0).unsqueeze(-1)).squeeze(-1)
    return -(own * keep).sum() / max(ids.shape[0] * ids.shape[1], 1)
