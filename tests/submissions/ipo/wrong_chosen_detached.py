# expect: failed
# diagnosis: detached_gradient | gradient_only
def ipo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    gap = policy_chosen.detach() - policy_rejected - ref_chosen + ref_rejected
    return ((gap - 1 / (2 * beta)) ** 2).mean()
