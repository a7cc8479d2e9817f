# expect: passed
def ipo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    total = 0.0
    for a, b, c, d in zip(policy_chosen, policy_rejected, ref_chosen, ref_rejected):
        total = total + (a - b - c + d - 1 / (2 * beta)) ** 2
    return total / len(policy_chosen)
