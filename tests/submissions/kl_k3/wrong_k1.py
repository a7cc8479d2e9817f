# expect: failed
# diagnosis: first_estimator
def kl_estimate_loss(log_probs, ref_log_probs):
    return (log_probs - ref_log_probs.detach()).mean()
