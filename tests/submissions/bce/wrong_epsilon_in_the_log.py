# expect: failed
# diagnosis: epsilon_in_the_log
def bce_loss(probs, target):
    eps = 1e-8
    return -(target * (probs + eps).log() + (1 - target) * (1 - probs + eps).log()).mean()
