# expect: failed
# diagnosis: reference_ignored
def ipo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    return ((policy_chosen - policy_rejected - 1 / (2 * beta)) ** 2).mean()
