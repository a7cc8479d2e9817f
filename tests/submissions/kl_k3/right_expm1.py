# expect: passed
def kl_estimate_loss(log_probs, ref_log_probs):
    d = ref_log_probs.detach() - log_probs
    return d.expm1().sub(d).mean()
