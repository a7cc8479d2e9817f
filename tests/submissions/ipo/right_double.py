# expect: passed
def ipo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    h = policy_chosen.double() - policy_rejected.double() - ref_chosen.double() + ref_rejected.double()
    return ((h - 1 / (2 * beta)) ** 2).mean().to(policy_chosen.dtype)
