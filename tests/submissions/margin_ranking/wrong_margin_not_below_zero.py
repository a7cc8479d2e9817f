# expect: failed
# diagnosis: parameter_capped
# Negative margin taken as 0.
def margin_ranking_loss(x1, x2, target, margin=0.0):
    return (max(margin, 0) - target * (x1 - x2)).clamp(min=0).mean()
