# expect: failed
# diagnosis: only_below_the_target
def ipo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    gap = policy_chosen - policy_rejected - ref_chosen + ref_rejected
    return ((1 / (2 * beta) - gap).clamp(min=0) ** 2).mean()
