# expect: passed
def kl_estimate_loss(log_probs, ref_log_probs):
    d = ref_log_probs.detach().double() - log_probs.double()
    return (d.exp() - d - 1).mean().to(log_probs.dtype)
