# expect: failed
# diagnosis: hinge_instead
def bpr_loss(pos_scores, neg_scores):
    return (1 + neg_scores - pos_scores).clamp(min=0).mean()
