# expect: failed
# diagnosis: half
def ipo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    gap = policy_chosen - policy_rejected - ref_chosen + ref_rejected
    return 0.5 * ((gap - 1 / (2 * beta)) ** 2).mean()
