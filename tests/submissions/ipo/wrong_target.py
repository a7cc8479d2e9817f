# expect: failed
# diagnosis: target_without_half
def ipo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    gap = policy_chosen - policy_rejected - ref_chosen + ref_rejected
    return ((gap - beta**-1) ** 2).mean()
