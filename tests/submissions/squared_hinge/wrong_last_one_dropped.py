# expect: failed
# diagnosis: reduction | last_element_left_out | element_count | last_row_left_out
def squared_hinge_loss(scores, target):
    gap = (1 - target * scores).clamp(min=0)
    each = gap**2
    each = each.flatten()
    return each[: max(1, len(each) - 1)].mean()
