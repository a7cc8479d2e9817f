# expect: failed
# diagnosis: zero_not_guarded
def js_divergence_loss(p, q):
    m = (p + q) / 2
    kl = lambda a: (a * (a.log() - m.log())).sum(1)
    return ((kl(p) + kl(q)) / 2).mean()
