# expect: failed
# diagnosis: not_normalised
def in_batch_softmax_loss(query, item, log_freq, temperature=0.05):
    z = query @ item.T / temperature - log_freq
    return -z.log_softmax(1).diagonal().mean()
