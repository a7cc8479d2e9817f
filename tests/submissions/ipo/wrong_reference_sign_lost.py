# expect: failed
# diagnosis: reference_sign_lost
# Sign of the reference term: ref_rejected subtracted instead of added.
def ipo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    h = policy_chosen - ref_chosen - policy_rejected - ref_rejected
    return ((h - 1 / (2 * beta)) ** 2).mean()
