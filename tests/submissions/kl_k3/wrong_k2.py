# expect: failed
# diagnosis: second_estimator
def kl_estimate_loss(log_probs, ref_log_probs):
    return 0.5 * (log_probs - ref_log_probs.detach()).pow(2).mean()
