# expect: failed
# diagnosis: parameter_ignored
def ipo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    gap = policy_chosen - policy_rejected - ref_chosen + ref_rejected
    return ((gap - 5.0) ** 2).mean()
