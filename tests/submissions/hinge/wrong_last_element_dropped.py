# expect: failed
# diagnosis: reduction | last_element_left_out
def hinge_loss(scores, target):
    gap = (1 - target * scores).clamp(min=0).flatten()
    return gap[: max(1, len(gap) - 1)].mean()
