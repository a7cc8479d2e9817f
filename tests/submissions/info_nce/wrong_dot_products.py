# expect: failed
# diagnosis: not_normalised
def info_nce_loss(query, key, temperature=0.07):
    logits = query.mm(key.t()).div(temperature)
    return -logits.log_softmax(1).diag().mean()
