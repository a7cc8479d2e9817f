# expect: failed
# diagnosis: mean_of_gaps_first
def ipo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    gap = (policy_chosen - policy_rejected - ref_chosen + ref_rejected).mean()
    return (gap - 1 / (2 * beta)) ** 2
